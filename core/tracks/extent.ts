/** The size of an image that nobody has: from where the points are. */
import type { ImageArea } from './filter.ts';
import { isVisible, readCoordinate } from './trajectories.ts';
import type { Axis, Trajectories } from './trajectories.ts';

/** No camera's image is wider, so a coordinate beyond is a sentinel and not a place in it. */
const largestSide = 16384;

/**
 * The smallest image, from the corner (0, 0), that holds every visible position; 1 x 1 at least. Positions that
 * are not finite or beyond any image do not count. The bounds of the filter have no say in it, so that the
 * image stays when they change.
 */
export function extentOfPoints(trajectories: Trajectories): ImageArea {
  return { width: sideOf(trajectories, 0), height: sideOf(trajectories, 1) };
}

function sideOf(trajectories: Trajectories, axis: Axis): number {
  const { pointCount, frameCount } = trajectories;
  const scratch = new Float64Array(frameCount);
  let largest = 0;
  for (let point = 0; point < pointCount; point++) {
    readCoordinate(trajectories, point, axis, scratch);
    for (let t = 0; t < frameCount; t++)
      if (scratch[t] > largest && scratch[t] < largestSide && isVisible(trajectories, point, t))
        largest = scratch[t];
  }
  return Math.floor(largest) + 1;
}
