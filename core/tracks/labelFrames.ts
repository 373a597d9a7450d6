/** In which frame each point's object is read from the masks. */
import type { ImageArea } from './filter.ts';
import { isInside } from './filter.ts';
import { coordinateAt, isVisible, readCoordinate } from './trajectories.ts';
import type { Trajectories } from './trajectories.ts';

export interface LabelFrames {
  /** (N) the frame whose mask tells the point's object, -1 where no frame does. */
  readonly frameOf: Int32Array<ArrayBuffer>;
  /** The frames that are needed, ascending. */
  readonly frames: readonly number[];
}

/** A point, and the frames that show it: first and last of each uninterrupted stretch. */
interface Sighting {
  readonly point: number;
  readonly stretches: readonly (readonly [first: number, last: number])[];
}

/**
 * A point that is about to be hidden lies at the other object's edge, and the pixel under it may already be that
 * object's: so many frames at either end of a stretch are avoided.
 */
const margin = 2;

/**
 * Chooses for every point a frame that shows it: the point is visible, inside the image, and the frame has a
 * mask. That is the reference frame where it does. Points that are hidden there (the mask shows whatever hides
 * them) are read elsewhere, in frames chosen such that few masks have to be read: again and again the frame that
 * shows most of the remaining points, the earliest of equal ones; frames within 2 of a stretch's end count only
 * for points that nothing else shows.
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
  const frameOf = new Int32Array(pointCount).fill(-1);
  const masked = Array.from({ length: frameCount }, (_, frame) => hasMask(frame));
  const hidden: Sighting[] = [];
  const sightingOf = sightingReader(trajectories, masked, area);
  for (let point = 0; point < pointCount; point++) {
    const x = coordinateAt(trajectories, point, 0, referenceFrame);
    const y = coordinateAt(trajectories, point, 1, referenceFrame);
    const isShown =
      masked[referenceFrame] &&
      isVisible(trajectories, point, referenceFrame) &&
      isInside(x, y, area);
    if (isShown) frameOf[point] = referenceFrame;
    else hidden.push(sightingOf(point));
  }
  const firm = hidden.map((sighting) => withoutEnds(sighting, frameCount));
  cover(firm, frameCount, frameOf);
  cover(
    hidden.filter(({ point }) => frameOf[point] < 0),
    frameCount,
    frameOf,
  );
  const frames = [...new Set(frameOf)].filter((frame) => frame >= 0).sort((a, b) => a - b);
  return { frameOf, frames };
}

function sightingReader(
  trajectories: Trajectories,
  masked: readonly boolean[],
  area: ImageArea,
): (point: number) => Sighting {
  const { frameCount } = trajectories;
  const x = new Float64Array(frameCount);
  const y = new Float64Array(frameCount);
  return (point) => {
    readCoordinate(trajectories, point, 0, x);
    readCoordinate(trajectories, point, 1, y);
    const stretches: [number, number][] = [];
    for (let t = 0; t < frameCount; t++) {
      if (!masked[t] || !isVisible(trajectories, point, t) || !isInside(x[t], y[t], area)) continue;
      const latest = stretches.at(-1);
      if (latest && latest[1] === t - 1) latest[1] = t;
      else stretches.push([t, t]);
    }
    return { point, stretches };
  };
}

function withoutEnds({ point, stretches }: Sighting, frameCount: number): Sighting {
  const inner = stretches.map(([first, last]): [number, number] => [
    first === 0 ? first : first + margin,
    last === frameCount - 1 ? last : last - margin,
  ]);
  return { point, stretches: inner.filter(([first, last]) => first <= last) };
}

/** Greedy set cover: sets frameOf of every point that some frame shows. */
function cover(sightings: readonly Sighting[], frameCount: number, frameOf: Int32Array): void {
  const shown = new Int32Array(frameCount);
  const count = ({ stretches }: Sighting, change: 1 | -1) => {
    for (const [first, last] of stretches)
      for (let frame = first; frame <= last; frame++) shown[frame] += change;
  };
  for (const sighting of sightings) count(sighting, 1);
  let remaining = sightings;
  for (;;) {
    const best = shown.reduce((most, value, frame) => (value > shown[most] ? frame : most), 0);
    if (shown[best] === 0) return;
    const shows = ({ stretches }: Sighting) =>
      stretches.some(([first, last]) => first <= best && best <= last);
    for (const sighting of remaining.filter(shows)) {
      frameOf[sighting.point] = best;
      count(sighting, -1);
    }
    remaining = remaining.filter((sighting) => !shows(sighting));
  }
}
