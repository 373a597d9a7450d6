/** In which frame each point's object is read from the masks. */
import { isInside } from './filter.ts';
import type { ImageArea } from './filter.ts';
import { coordinateAt, isVisible } from './trajectories.ts';
import type { Trajectories } from './trajectories.ts';

export interface LabelFrames {
  /** (N) the frame whose mask tells the point's object, -1 where no frame does. */
  readonly frameOf: Int32Array<ArrayBuffer>;
  /** The frames that are needed, ascending. */
  readonly frames: readonly number[];
}

interface Stretch {
  readonly point: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Chooses for every point a frame that shows it, is covered by a mask, and has it inside the image:
 *
 * 1. the reference frame, where that does;
 * 2. otherwise (hidden there, the mask shows whatever hides it) the first later stretch of frames that do, or
 *    else the last earlier one. Of a stretch the middle half serves: at its ends the point is about to be
 *    hidden, and the pixel under it may already be the other object's. Within these halves frames are chosen
 *    such that as few masks as possible are read (earliest end first, which is optimal for intervals).
 *
 * @param hasMask whether a frame has a mask
 */
export function planLabelFrames(
  trajectories: Trajectories,
  referenceFrame: number,
  hasMask: (frame: number) => boolean,
  area: ImageArea,
): LabelFrames {
  const { pointCount, frameCount } = trajectories;
  const masked = Array.from({ length: frameCount }, (_, frame) => hasMask(frame));
  const shows = (point: number, frame: number) =>
    masked[frame] &&
    isVisible(trajectories, point, frame) &&
    isInside(
      coordinateAt(trajectories, point, 0, frame),
      coordinateAt(trajectories, point, 1, frame),
      area,
    );
  const stretches: Stretch[] = [];
  for (let point = 0; point < pointCount; point++) {
    const at = (frame: number) => shows(point, frame);
    const stretch = stretchOf(point, referenceFrame, frameCount, at);
    if (stretch) stretches.push(stretch);
  }
  return stab(stretches, pointCount);
}

function stretchOf(
  point: number,
  reference: number,
  frameCount: number,
  shows: (frame: number) => boolean,
): Stretch | undefined {
  if (shows(reference)) return { point, first: reference, last: reference };
  for (let first = reference + 1; first < frameCount; first++) {
    if (!shows(first)) continue;
    let last = first;
    while (last + 1 < frameCount && shows(last + 1)) last++;
    return middleHalf(point, first, last);
  }
  for (let last = reference - 1; last >= 0; last--) {
    if (!shows(last)) continue;
    let first = last;
    while (first > 0 && shows(first - 1)) first--;
    return middleHalf(point, first, last);
  }
  return undefined;
}

function middleHalf(point: number, first: number, last: number): Stretch {
  const margin = Math.floor((last - first + 1) / 4);
  return { point, first: first + margin, last: last - margin };
}

/** The fewest frames that hit every stretch. */
function stab(stretches: Stretch[], pointCount: number): LabelFrames {
  const frameOf = new Int32Array(pointCount).fill(-1);
  const frames: number[] = [];
  stretches.sort((a, b) => a.last - b.last || a.point - b.point);
  for (const { point, first, last } of stretches) {
    if (frames.length === 0 || frames[frames.length - 1] < first) frames.push(last);
    frameOf[point] = frames[frames.length - 1];
  }
  return { frameOf, frames };
}
