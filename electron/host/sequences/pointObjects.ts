/** Which object each point belongs to: by the masks, by a file of labels, or unknown. */
import { throwIfAborted } from '#core/contract/errors.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import { colourLabelName } from '#core/formats/labelPng.ts';
import type { LabelKind } from '#core/formats/labelPng.ts';
import { planLabelFrames } from '#core/tracks/labelFrames.ts';
import { coordinateAt } from '#core/tracks/trajectories.ts';
import type { WorkOptions } from '../progress.ts';
import { counted } from './counted.ts';
import { readMask } from './readMask.ts';
import type { LabelImage, SequenceFiles, SequenceObjects } from './sequence.ts';

export interface FoundObjects {
  readonly objects: SequenceObjects;
  readonly notes: readonly string[];
}

/**
 * Labels given as a file count; otherwise a point's object is the mask index under it in the reference frame. A
 * point that is hidden there takes the index that is under it in most of the masks read for such points
 * (`planLabelFrames`), of equally frequent ones the earliest.
 */
export async function findObjects(
  files: SequenceFiles,
  protocol: Protocol,
  work: WorkOptions,
): Promise<FoundObjects> {
  const { givenLabels, masks, trajectories } = files;
  if (givenLabels) return { objects: { source: 'file', ...givenLabels }, notes: [] };
  if (masks.count > 0) return readFromMasks(files, protocol, work);
  const labels = new Int32Array(trajectories.pointCount).fill(-1);
  return { objects: { source: 'none', labels, names: new Map() }, notes: [] };
}

async function readFromMasks(
  files: SequenceFiles,
  { referenceFrame }: Protocol,
  { signal, onProgress }: WorkOptions,
): Promise<FoundObjects> {
  const { trajectories, masks } = files;
  const hasMask = (frame: number) => masks.files[frame] !== undefined;
  const { framesOf, frames } = planLabelFrames(trajectories, referenceFrame, hasMask, files);
  const votes = framesOf.map((): number[] => []);
  let kind: LabelKind = 'index';
  for (const [i, frame] of frames.entries()) {
    throwIfAborted(signal);
    onProgress?.({ phase: 'Reading masks', done: i, total: frames.length, unit: 'masks' });
    const image = await readMask(files, frame);
    kind = image.kind;
    for (const [point, own] of framesOf.entries()) {
      if (!own.includes(frame)) continue;
      const x = coordinateAt(trajectories, point, 0, frame);
      const y = coordinateAt(trajectories, point, 1, frame);
      votes[point].push(labelUnder(image, x, y));
    }
  }
  const labels = Int32Array.from(votes, mostFrequent);
  const names = namesOf(labels, kind, files.assetNames);
  const notes = notesOf(framesOf, referenceFrame, hasMask(referenceFrame));
  return { objects: { source: 'masks', labels, names, background: 0 }, notes };
}

/** Of equally frequent labels the first; -1 of none. */
function mostFrequent(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  let [winner, most] = [-1, 0];
  for (const [label, count] of counts) if (count > most) [winner, most] = [label, count];
  return winner;
}

/** The label of the pixel nearest to a position inside the image; halves round up, except at the far edge. */
function labelUnder({ width, height, labels }: LabelImage, x: number, y: number): number {
  const column = Math.min(width - 1, Math.round(x));
  const row = Math.min(height - 1, Math.round(y));
  return labels[row * width + column];
}

function namesOf(
  labels: Int32Array,
  kind: LabelKind,
  assetNames: ReadonlyMap<number, string>,
): Map<number, string> {
  // In PointOdyssey the background is an asset of its own, and index 0 is fog and holes.
  const nothing = assetNames.size > 0 ? 'no object' : 'background';
  if (kind !== 'colour') return new Map([...assetNames, [0, nothing]]);
  const names = new Map<number, string>();
  for (const label of new Set(labels)) names.set(label, label ? colourLabelName(label) : nothing);
  return names;
}

function notesOf(
  framesOf: readonly (readonly number[])[],
  referenceFrame: number,
  maskThere: boolean,
): string[] {
  const nowhere = framesOf.filter((frames) => frames.length === 0).length;
  const there = framesOf.filter((frames) => frames[0] === referenceFrame).length;
  const elsewhere = framesOf.length - there - nowhere;
  const notes: string[] = [];
  if (elsewhere > 0) {
    const why = maskThere ? 'hidden in' : 'without a mask in';
    notes.push(
      `${elsewhere.toLocaleString('en')} of ${counted(framesOf.length, 'point')} ${why} frame ${referenceFrame}: the object is read in other frames.`,
    );
  }
  if (nowhere > 0)
    notes.push(
      `${counted(nowhere, 'point')} visible in no frame with a mask: the object is unknown.`,
    );
  return notes;
}
