import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '#core/contract/errors.ts';
import type { ExportFormat, ExportResult } from '#core/contract/schemas.ts';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import { replaceInFolder } from '../files/replaceInFolder.ts';
import type { WorkOptions } from '../progress.ts';
import { objectName } from '../sequences/describeSequence.ts';
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

/**
 * Writes a segmentation into a folder:
 *
 * - masks: `masks/mask_%05d.png`, video size, palette index 1 inside;
 * - coco: `annotations.json`; npz: `labels.npz`; csv: `points.csv`;
 * - curve: `curve.csv`, `curve.json`, `curve.svg`.
 *
 * Nothing appears before all is written; an earlier export is then replaced, foreign files stay.
 *
 * @throws ComoveError NO_LABELS for a curve without ground truth; WRITE_FAILED; ABORTED
 */
export async function exportSegmentation(
  map: ScoredMap,
  choices: ExportChoices,
  work: WorkOptions = {},
): Promise<ExportResult> {
  const { folder, formats, threshold } = choices;
  const selected = selectPoints(map, threshold);
  const files: ExportResult['files'] = [];
  await replaceInFolder(folder, async (temporary) => {
    const write = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(temporary, name), content);
    };
    if (formats.includes('curve')) {
      const curve = computeCurve(map);
      for (const format of curveFormats)
        await write(`curve.${format}`, curveFile(map, curve, format));
    }
    if (formats.includes('npz')) await write('labels.npz', labelsNpz(map, selected, choices));
    if (formats.includes('csv')) await write('points.csv', pointsCsv(map, selected));
    if (formats.includes('masks') || formats.includes('coco'))
      await writeMasks(map, selected, choices, temporary, work);
    files.push(...(await listFiles(temporary)));
  });
  return { folder, files, selected: selected.reduce((sum, one) => sum + one, 0) };
}

async function writeMasks(
  { sequence, info }: ScoredMap,
  selected: Uint8Array,
  { formats, radius }: ExportChoices,
  temporary: string,
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  const { width, height, trajectories, objects } = sequence;
  const total = trajectories.frameCount;
  const label = objects.labels[info.picks[0]];
  const coco = createCocoWriter(
    width,
    height,
    label >= 0 ? objectName(objects.names, label) : 'segment',
  );
  if (formats.includes('masks')) await mkdir(join(temporary, 'masks'));
  for (let frame = 0; frame < total; frame++) {
    throwIfAborted(signal);
    const indices = frameMask(sequence, selected, frame, radius);
    const name = `mask_${String(frame).padStart(5, '0')}.png`;
    if (formats.includes('masks'))
      await writeFile(
        join(temporary, 'masks', name),
        encodeIndexedPng({ width, height, indices, palette }),
      );
    coco.add(frame, name, indices);
    onProgress?.({ phase: 'Writing masks', done: frame + 1, total, unit: 'frames' });
    // The event loop gets a turn: an abort or another call can come through.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (formats.includes('coco')) await writeFile(join(temporary, 'annotations.json'), coco.finish());
}

/** All files below a folder with their sizes, by name. */
async function listFiles(folder: string): Promise<ExportResult['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
  );
}
