/** In which frames each point's object is read from the masks. */
import type { ImageArea } from './filter.ts';
import { isInside } from './filter.ts';
import { coordinateAt, isVisible, readCoordinate } from './trajectories.ts';
import type { Trajectories } from './trajectories.ts';

export interface LabelFrames {
  /** (N) the frames, ascending, whose masks tell the point's object; none where no frame does. */
  readonly framesOf: readonly (readonly number[])[];
  /** All frames that are needed, ascending. */
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
 * Chooses for every point frames that show it: the point is visible, inside the image, and the frame has a mask.
 * That is the reference frame alone where it does. Points that are hidden there (the mask shows whatever hides
 * them) are read elsewhere, in frames chosen such that few masks have to be read: again and again the frame that
 * shows most of the remaining points, the earliest of equal ones. A hidden point is read in all of the chosen
 * frames that show it; those within 2 of a stretch's end count only where no other shows it.
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
  const framesOf: (readonly number[])[] = new Array(pointCount).fill([]);
  const hidden: Sighting[] = [];
  const sightingOf = sightingReader(trajectories, masked, area);
  for (let point = 0; point < pointCount; point++) {
    const x = coordinateAt(trajectories, point, 0, referenceFrame);
    const y = coordinateAt(trajectories, point, 1, referenceFrame);
    const isShown =
      masked[referenceFrame] &&
      isVisible(trajectories, point, referenceFrame) &&
      isInside(x, y, area);
    if (isShown) framesOf[point] = [referenceFrame];
    else hidden.push(withoutEnds(sightingOf(point), frameCount));
  }
  const chosen = cover(hidden, frameCount);
  for (const sighting of hidden)
    framesOf[sighting.point] = chosen.filter((frame) => shows(sighting, frame));
  const frames = [...new Set(framesOf.flat())].sort((a, b) => a - b);
  return { framesOf, frames };
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

/** The sighting less the ends of its stretches, unless nothing remains. */
function withoutEnds(sighting: Sighting, frameCount: number): Sighting {
  const inner = sighting.stretches
    .map(([first, last]): [number, number] => [
      first === 0 ? first : first + margin,
      last === frameCount - 1 ? last : last - margin,
    ])
    .filter(([first, last]) => first <= last);
  return inner.length > 0 ? { ...sighting, stretches: inner } : sighting;
}

const shows = ({ stretches }: Sighting, frame: number): boolean =>
  stretches.some(([first, last]) => first <= frame && frame <= last);

/** Greedy set cover: few frames, ascending, of which each sighting that has any frame has one. */
function cover(sightings: readonly Sighting[], frameCount: number): number[] {
  const shown = new Int32Array(frameCount);
  const count = ({ stretches }: Sighting, change: 1 | -1) => {
    for (const [first, last] of stretches)
      for (let frame = first; frame <= last; frame++) shown[frame] += change;
  };
  for (const sighting of sightings) count(sighting, 1);
  const chosen: number[] = [];
  let remaining = sightings;
  for (;;) {
    const best = shown.reduce((most, value, frame) => (value > shown[most] ? frame : most), 0);
    if (shown[best] === 0) return chosen.sort((a, b) => a - b);
    chosen.push(best);
    for (const sighting of remaining) if (shows(sighting, best)) count(sighting, -1);
    remaining = remaining.filter((sighting) => !shows(sighting, best));
  }
}
