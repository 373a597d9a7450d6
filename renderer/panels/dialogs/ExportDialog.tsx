import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { ExportFormat } from '#core/contract/schemas.ts';
import { ModalDialog } from '../../components/ModalDialog.tsx';
import { formatCount, formatFine } from '../../components/format.ts';
import { useSession } from '../../session/context.ts';
import { ExportOutcome } from './ExportOutcome.tsx';
import { FolderField } from './FolderField.tsx';
import { RadiusField } from './RadiusField.tsx';

const formats: readonly { value: ExportFormat; label: string; about: string }[] = [
  { value: 'masks', label: 'Masks', about: 'one indexed PNG a frame, at the size of the video' },
  { value: 'coco', label: 'COCO', about: 'annotations.json with run lengths' },
  { value: 'npz', label: 'Labels', about: 'labels.npz: scores, labels, ids, threshold' },
  { value: 'csv', label: 'Points', about: 'points.csv: one line a point' },
  { value: 'curve', label: 'Curve', about: 'precision and recall as CSV, JSON and SVG' },
];

/** What to write of the segmentation at the present threshold, and where. */
export function ExportDialog({ onClose }: { onClose(): void }) {
  const session = useSession();
  const { stores } = session;
  const map = useStore(stores.map, (state) => state.info);
  const scores = useStore(stores.map, (state) => state.scores);
  const threshold = useStore(stores.threshold, (state) => state.value);
  const radius = useStore(stores.view, (state) => state.radius);
  const info = useStore(stores.sequence, (state) => state.open?.info);
  const proposed = useStore(stores.connection, (state) => state.capabilities?.exportFolder ?? '');
  const running = useStore(stores.exporting, (state) => state.kind === 'running');
  const [folder, setFolder] = useState(() => join(proposed, `${info?.name ?? 'sequence'}-segment`));
  const [chosen, setChosen] = useState<readonly ExportFormat[]>(['masks', 'npz']);

  const canCurve = info?.labelSource !== 'none';
  const isPossible = (format: ExportFormat) => format !== 'curve' || canCurve;
  const selected = scores?.reduce((count, score) => count + (score >= threshold ? 1 : 0), 0) ?? 0;
  const wanted = chosen.filter(isPossible);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!map || running) return;
    const [first, ...rest] = wanted;
    void session.export({
      mapId: map.mapId,
      threshold,
      radius,
      folder: folder.trim(),
      formats: [first, ...rest],
    });
  };
  const toggle = (format: ExportFormat) =>
    setChosen((before) =>
      before.includes(format) ? before.filter((other) => other !== format) : [...before, format],
    );

  return (
    <ModalDialog title="Export the segmentation" onClose={onClose}>
      <form className="export-form" onSubmit={submit}>
        <p className="number">
          {formatCount(selected)} points at or above {formatFine(threshold)} {map?.unit}
        </p>
        <FolderField value={folder} onChange={setFolder} />
        <fieldset>
          <legend>Files</legend>
          {formats.map(({ value, label, about }) => (
            <label key={value} className="check">
              <input
                type="checkbox"
                checked={wanted.includes(value)}
                disabled={!isPossible(value)}
                onChange={() => toggle(value)}
              />
              <strong>{label}</strong>
              <span className="quiet-text">
                {isPossible(value) ? about : 'needs masks, which this sequence lacks'}
              </span>
            </label>
          ))}
        </fieldset>
        <RadiusField />
        <ExportOutcome />
        <div className="buttons end">
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button
            type="submit"
            className="button primary"
            // Disabled it would lose the focus, and with it the dialog its Escape, while the export runs.
            aria-disabled={running}
            disabled={!map || wanted.length === 0 || folder.trim() === ''}
          >
            Export
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

/** A folder below another, in the notation that the first one uses. */
function join(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : `${folder}${separator}${name}`;
}
