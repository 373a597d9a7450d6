/** From a pixel to a point: what a click or `--point X,Y` means. The host and the window share it. */
import { coordinateAt, isVisible } from './trajectories.ts';
import type { Trajectories } from './trajectories.ts';

/** Points as they stand in one frame. */
export interface FramePoints {
  isVisible(point: number): boolean;
  /** Pixels. */
  x(point: number): number;
  y(point: number): number;
}

export interface Picked {
  /** In the archive's numbering. */
  readonly point: number;
  /** Pixels. */
  readonly distance: number;
}

/** How far from a click a point may lie, pixels: 2 % of the image's width, 12 at least. */
export function defaultPickRadius(width: number): number {
  return Math.max(12, 0.02 * width);
}

/**
 * The visible candidate nearest to a pixel, by Euclidean distance; of equally near ones the lowest id.
 *
 * @param candidates point ids, ascending; usually the kept points
 * @param radius pixels; a point exactly that far away still counts
 * @returns undefined when no visible candidate lies within the radius
 */
export function nearestPoint(
  points: FramePoints,
  candidates: ArrayLike<number>,
  x: number,
  y: number,
  radius: number,
): Picked | undefined {
  let nearest = -1;
  let least = radius * radius;
  for (let i = 0; i < candidates.length; i++) {
    const point = candidates[i];
    if (!points.isVisible(point)) continue;
    const dx = points.x(point) - x;
    const dy = points.y(point) - y;
    const squared = dx * dx + dy * dy;
    if (squared < least || (squared === least && nearest < 0)) {
      nearest = point;
      least = squared;
    }
  }
  return nearest < 0 ? undefined : { point: nearest, distance: Math.sqrt(least) };
}

/** One frame of trajectories. */
export function frameOfTrajectories(trajectories: Trajectories, frame: number): FramePoints {
  return {
    isVisible: (point) => isVisible(trajectories, point, frame),
    x: (point) => coordinateAt(trajectories, point, 0, frame),
    y: (point) => coordinateAt(trajectories, point, 1, frame),
  };
}

/**
 * One frame as it travels to the window.
 *
 * @param positions (N, 2)
 * @param visibility (N), 1 where visible
 */
export function frameOfArrays(
  positions: ArrayLike<number>,
  visibility: ArrayLike<number>,
): FramePoints {
  return {
    isVisible: (point) => visibility[point] === 1,
    x: (point) => positions[2 * point],
    y: (point) => positions[2 * point + 1],
  };
}
