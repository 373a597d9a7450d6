import { useState, type FormEvent } from 'react';
import type { MethodOutput } from '#core/contract/methods.ts';
import { Elided } from '../../components/Elided.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Icon } from '../../components/Icon.tsx';
import { ModalDialog } from '../../components/ModalDialog.tsx';
import { useSession } from '../../session/context.ts';
import { useFolder } from './useFolder.ts';

type Entry = MethodOutput<'files.list'>['entries'][number];

const kinds = { folder: 'folder', sequence: 'sequence', archive: 'archive' } as const;

/** The host's folders, for shells without a dialog of the system's own. */
export function OpenDialog({ onClose }: { onClose(): void }) {
  const session = useSession();
  const { folder, error, enter } = useFolder();
  const [typed, setTyped] = useState<string>();

  const open = (path: string) => {
    onClose();
    void session.openPath(path);
  };
  const choose = ({ kind, path }: Entry) => {
    setTyped(undefined);
    if (kind === 'folder') void enter(path);
    else open(path);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = (typed ?? folder?.path ?? '').trim();
    if (path !== '') open(path);
  };

  return (
    <ModalDialog title="Open a sequence" onClose={onClose}>
      <form className="path-row" onSubmit={submit}>
        <button
          type="button"
          className="icon-button"
          aria-label="Folder above"
          title="Folder above"
          disabled={!folder?.parent}
          onClick={() => {
            setTyped(undefined);
            void enter(folder?.parent);
          }}
        >
          <Icon name="up" />
        </button>
        <input
          type="text"
          aria-label="Path"
          autoFocus
          spellCheck={false}
          autoComplete="off"
          value={typed ?? folder?.path ?? ''}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button primary" title="Open this path (Enter)">
          Open
        </button>
      </form>
      {error && <ErrorNotice title="The folder cannot be listed" error={error} />}
      <ul className="file-list" aria-label="Files">
        {folder?.entries.map((entry) => (
          <li key={entry.path}>
            <button type="button" data-kind={entry.kind} onClick={() => choose(entry)}>
              <Icon name={entry.kind} />
              <Elided text={entry.name} />
              <span className="quiet-text">{kinds[entry.kind]}</span>
            </button>
          </li>
        ))}
        {folder?.entries.length === 0 && (
          <li className="file-list-empty">
            No folders, sequences or archives here. A sequence is a folder with anno.npz,
            annotations.npz or annot.npz in it, or with labelled tracks (.mat).
          </li>
        )}
      </ul>
    </ModalDialog>
  );
}
