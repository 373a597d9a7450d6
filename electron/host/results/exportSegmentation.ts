import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import type { ExportFormat, ExportResult } from '#core/contract/schemas.ts';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import { replaceInFolder } from '../files/replaceInFolder.ts';
import type { WorkOptions } from '../progress.ts';
import { objectName } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import { createCocoWriter } from './cocoFile.ts';
import { computeCurve } from './computeCurve.ts';
import { curveFile, curveFormats } from './curveFile.ts';
import { labelsNpz, pointsCsv } from './labelsFile.ts';
import { frameMask, selectPoints, type SegmentationChoices } from './segmentation.ts';

export interface ExportChoices extends SegmentationChoices {
  readonly folder: string;
  readonly formats: readonly ExportFormat[];
}

/** Index 0 is black, index 1 (the segment) a colour that shows on any screen; only the index carries meaning. */
const palette = [
  [0, 0, 0],
  [255, 176, 0],
] as const;

/** A third of the time of the default level, for some hundred bytes a mask. */
const maskLevel = 4;

/**
 * Writes a segmentation into a folder:
 *
 * - masks: `masks/mask_%05d.png`, one a frame, video size, palette index 1 inside;
 * - coco: `annotations.json`; npz: `labels.npz`; csv: `points.csv`;
 * - curve: `curve.csv`, `curve.json`, `curve.svg`.
 *
 * Nothing appears before all is written; what an earlier export wrote under these names is replaced only then, and
 * what it wrote under others stays, as do all files of the user's (see `replaceInFolder`).
 *
 * @throws ComoveError NO_LABELS for a curve without ground truth; USAGE for masks into the sequence's own folder;
 *   WRITE_FAILED; ABORTED
 */
export async function exportSegmentation(
  map: ScoredMap,
  choices: ExportChoices,
  work: WorkOptions = {},
): Promise<ExportResult> {
  const { folder, formats, threshold } = choices;
  if (formats.includes('masks')) refuseSequenceFolder(map.sequence, folder);
  const selected = selectPoints(map, threshold);
  const names = fileNames(map.sequence, formats);
  const files: ExportResult['files'] = [];
  await replaceInFolder(folder, names, async (temporary) => {
    const write = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(temporary, name), content);
    };
    if (formats.includes('curve')) {
      const curve = computeCurve(map);
      for (const format of curveFormats)
        await write(`curve.${format}`, await curveFile(map, curve, format, { threshold }));
    }
    if (formats.includes('npz')) await write('labels.npz', labelsNpz(map, selected, choices));
    if (formats.includes('csv')) await write('points.csv', pointsCsv(map, selected));
    if (formats.includes('masks') || formats.includes('coco'))
      await writeMasks(map, selected, choices, write, work);
    for (const name of names) files.push({ name, bytes: (await stat(join(temporary, name))).size });
  });
  return { folder, files, selected: selected.reduce((sum, one) => sum + one, 0) };
}

/** Masks there would be read as ground truth the next time it is opened. */
function refuseSequenceFolder({ archiveFile }: Sequence, folder: string): void {
  if (resolve(folder) !== dirname(archiveFile)) return;
  throw new ComoveError(
    'USAGE',
    `${folder} is the sequence's own folder, where masks/ means ground truth.`,
    { file: folder, remedy: 'Choose another folder, e.g. one inside it.' },
  );
}

const maskName = (frame: number) => `mask_${String(frame).padStart(5, '0')}.png`;

/** All files of an export, sorted. */
function fileNames({ trajectories }: Sequence, formats: readonly ExportFormat[]): string[] {
  const names: Record<ExportFormat, () => string[]> = {
    masks: () =>
      Array.from({ length: trajectories.frameCount }, (_, frame) => `masks/${maskName(frame)}`),
    coco: () => ['annotations.json'],
    npz: () => ['labels.npz'],
    csv: () => ['points.csv'],
    curve: () => curveFormats.map((format) => `curve.${format}`),
  };
  return formats.flatMap((format) => names[format]()).sort();
}

async function writeMasks(
  { sequence, info }: ScoredMap,
  selected: Uint8Array,
  { formats, radius }: ExportChoices,
  write: (name: string, content: string | Uint8Array) => Promise<void>,
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  const { width, height, trajectories, objects } = sequence;
  const total = trajectories.frameCount;
  const label = objects.labels[info.picks[0]];
  const category = label >= 0 ? objectName(objects.names, label) : 'segment';
  const coco = formats.includes('coco') ? createCocoWriter(width, height, category) : undefined;
  for (let frame = 0; frame < total; frame++) {
    throwIfAborted(signal);
    const indices = frameMask(sequence, selected, frame, radius);
    if (formats.includes('masks'))
      await write(
        `masks/${maskName(frame)}`,
        encodeIndexedPng({ width, height, indices, palette }, { level: maskLevel }),
      );
    coco?.add(frame, maskName(frame), indices);
    onProgress?.({ phase: 'Writing masks', done: frame + 1, total, unit: 'frames' });
    // The event loop gets a turn: an abort or another call can come through.
    await new Promise((done) => setImmediate(done));
  }
  throwIfAborted(signal);
  if (coco) await write('annotations.json', coco.finish());
}
