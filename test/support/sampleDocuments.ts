/** What the command line and the files say of the shipped sample: the window is held against it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { frameOfTrajectories } from '#core/tracks/pick.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import type { Sequence } from '#electron/host/sequences/sequence.ts';
import { comove, sampleFolder } from './comove.ts';

export interface CurvePoint {
  threshold: number;
  precision: number;
  recall: number;
  f1: number;
}

/** `comove curve --json`, as far as it is compared. */
export interface CurveDocument {
  estimator: string;
  average_precision: number;
  best_f1: CurvePoint;
  positives: number;
  total: number;
  /** Thresholds ascending. */
  points: CurvePoint[];
}

/** `comove map --json`, as far as it is compared. */
export interface MapDocument {
  picks: number[];
  pairs: number;
  auto_threshold: number;
  maximum: number;
  track_ids: number[];
  scores: number[];
}

/** Runs a command that must end well and parses its one document. */
export async function documentOf<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await comove([...args, '--json']);
  if (code !== 0) throw new Error(`comove ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** `comove COMMAND` on the sample with one picked track. */
export const sampleDocument = <T>(command: string, track: number, estimator: string): Promise<T> =>
  documentOf<T>(command, sampleFolder, '--track', String(track), '--estimator', estimator);

/** The operating point of a threshold by the definition: points with score >= threshold are selected. */
export function pointAtThreshold({ points }: CurveDocument, threshold: number): CurvePoint {
  const first = points.find((point) => point.threshold >= threshold);
  return first ?? { threshold, precision: 1, recall: 0, f1: 0 };
}

export interface PlacedPoint {
  track: number;
  /** Image pixels in the frame asked for. */
  x: number;
  y: number;
}

/** Of an object's points that are visible in a frame, the one farthest from any other: a click cannot miss it. */
export function loneliestPoint(sequence: Sequence, object: string, frame: number): PlacedPoint {
  const { kept, objects, trajectories } = sequence;
  const points = frameOfTrajectories(trajectories, frame);
  const visible = [...kept].filter((id) => points.isVisible(id));
  const label = [...objects.names].find(([, name]) => name === object)?.[0];
  const distanceToNext = (id: number) =>
    Math.min(
      ...visible
        .filter((other) => other !== id)
        .map((other) => Math.hypot(points.x(other) - points.x(id), points.y(other) - points.y(id))),
    );
  const [best] = visible
    .filter((id) => objects.labels[id] === label)
    .sort((a, b) => distanceToNext(b) - distanceToNext(a));
  if (best === undefined) throw new Error(`No point of ${object} is visible in frame ${frame}.`);
  return { track: best, x: points.x(best), y: points.y(best) };
}

export const openSample = (): Promise<Sequence> => openSequence(sampleFolder);

/** Every file below a folder with its bytes, by its path there. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.sort().map((name) => [name.slice(folder.length + 1), readFileSync(name)]));
}
