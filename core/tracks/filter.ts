/** The paper's rule for which points of a clip take part, with the reason for each that does not. */
import { pointStatuses } from '../contract/schemas.ts';
import type { PointStatus, Protocol } from '../contract/schemas.ts';
import { coordinateAt, isVisible, readCoordinate } from './trajectories.ts';
import type { Trajectories } from './trajectories.ts';

export interface ImageArea {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export type DropCounts = Record<Exclude<PointStatus, 'kept'>, number>;

export interface FilterReport {
  /** (N) index into pointStatuses. */
  readonly status: Uint8Array<ArrayBuffer>;
  /** Ids of the kept points, ascending. */
  readonly kept: Uint32Array<ArrayBuffer>;
  readonly dropped: DropCounts;
}

/**
 * Why a point takes part or not: the first of these that applies.
 *
 * 1. `nonFinite`: a coordinate is inf or nan in some frame.
 * 2. `beyondBounds`: a coordinate is <= minimum or >= maximum in some frame (sentinels such as -50000).
 * 3. `outsideReferenceFrame`: in the reference frame it is not inside the image, 0 <= x < width and
 *    0 <= y < height.
 * 4. `neverVisible`: no frame shows it.
 * 5. `rarelyVisible`: fewer than `minimumVisible` frames show it.
 * 6. `kept`.
 *
 * Under `minimumVisible` points may have gaps: only the frames that show a point count for the first two, and a
 * point that is hidden in the reference frame must be inside the image in the first frame that shows it.
 *
 * Source: InfoNet (Hu et al., ICML 2024), motion segmentation on PointOdyssey: points inside the image in frame
 * 0 whose coordinates stay within (-2000, 2000) in every frame. The first and the fourth reason make explicit
 * what that rule leaves open.
 *
 * @param scratch (T), overwritten
 */
export function pointStatus(
  trajectories: Trajectories,
  point: number,
  { minimum, maximum, referenceFrame, minimumVisible }: Protocol,
  area: ImageArea,
  scratch: Float64Array,
): PointStatus {
  const counts = (frame: number) =>
    minimumVisible === undefined || isVisible(trajectories, point, frame);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const axis of [0, 1] as const) {
    readCoordinate(trajectories, point, axis, scratch);
    for (let t = 0; t < scratch.length; t++) {
      if (!counts(t)) continue;
      const value = scratch[t];
      if (!Number.isFinite(value)) return 'nonFinite';
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  if (lowest <= minimum || highest >= maximum) return 'beyondBounds';
  const first = firstVisible(trajectories, point);
  const frame = counts(referenceFrame) ? referenceFrame : first;
  if (frame === undefined) return 'neverVisible';
  const x = coordinateAt(trajectories, point, 0, frame);
  const y = coordinateAt(trajectories, point, 1, frame);
  if (!isInside(x, y, area)) return 'outsideReferenceFrame';
  if (first === undefined) return 'neverVisible';
  if (minimumVisible !== undefined && visibleFrames(trajectories, point) < minimumVisible)
    return 'rarelyVisible';
  return 'kept';
}

/** Whether a position lies in the image: 0 <= x < width and 0 <= y < height; false for nan. */
export function isInside(x: number, y: number, { width, height }: ImageArea): boolean {
  return x >= 0 && x < width && y >= 0 && y < height;
}

/** Between two pauses this many numbers are looked at, some ten milliseconds' worth. */
const numbersBetweenPauses = 4_000_000;

/**
 * Applies `pointStatus` to every point.
 *
 * @param pause awaited from time to time with the number of points done; it may throw to stop
 */
export async function filterPoints(
  trajectories: Trajectories,
  protocol: Protocol,
  area: ImageArea,
  pause: (pointsDone: number) => Promise<void> = async () => {},
): Promise<FilterReport> {
  const { pointCount, frameCount } = trajectories;
  const status = new Uint8Array(pointCount);
  const scratch = new Float64Array(frameCount);
  const step = Math.max(1, Math.floor(numbersBetweenPauses / (2 * frameCount)));
  for (let point = 0; point < pointCount; point++) {
    if (point % step === 0) await pause(point);
    const reason = pointStatus(trajectories, point, protocol, area, scratch);
    status[point] = pointStatuses.indexOf(reason);
  }
  return summarize(status);
}

function summarize(status: Uint8Array<ArrayBuffer>): FilterReport {
  const kept: number[] = [];
  const counts = pointStatuses.map(() => 0);
  status.forEach((code, point) => {
    counts[code] += 1;
    if (code === 0) kept.push(point);
  });
  const count = (reason: PointStatus) => counts[pointStatuses.indexOf(reason)];
  return {
    status,
    kept: Uint32Array.from(kept),
    dropped: {
      nonFinite: count('nonFinite'),
      beyondBounds: count('beyondBounds'),
      outsideReferenceFrame: count('outsideReferenceFrame'),
      neverVisible: count('neverVisible'),
      rarelyVisible: count('rarelyVisible'),
    },
  };
}

function firstVisible(trajectories: Trajectories, point: number): number | undefined {
  for (let frame = 0; frame < trajectories.frameCount; frame++)
    if (isVisible(trajectories, point, frame)) return frame;
  return undefined;
}

function visibleFrames(trajectories: Trajectories, point: number): number {
  let count = 0;
  for (let frame = 0; frame < trajectories.frameCount; frame++)
    if (isVisible(trajectories, point, frame)) count += 1;
  return count;
}
