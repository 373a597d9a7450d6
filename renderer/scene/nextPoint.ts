/** Moving from point to point with the arrow keys. Pure. */
import type { FramePoints } from '../api/frameSource.ts';
import type { ImagePoint } from './spaces.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const axes: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The visible candidate that comes next in a direction: within 45 degrees of it, the nearest one, where a step
 * aside counts twice as much as a step ahead.
 *
 * @param least only points at least this far ahead, image pixels, > 0
 * @returns undefined when there is none
 */
export function nextPoint(
  { positions, visible }: FramePoints,
  candidates: ArrayLike<number>,
  from: ImagePoint,
  direction: Direction,
  least: number,
): number | undefined {
  const [axisX, axisY] = axes[direction];
  let next: number | undefined;
  let cost = Number.POSITIVE_INFINITY;
  for (let i = 0; i < candidates.length; i += 1) {
    const id = candidates[i];
    if (visible[id] !== 1) continue;
    const dx = positions[2 * id] - from.x;
    const dy = positions[2 * id + 1] - from.y;
    const ahead = dx * axisX + dy * axisY;
    const aside = Math.abs(dx * axisY - dy * axisX);
    if (!(ahead >= least) || aside > ahead) continue;
    if (ahead + 2 * aside < cost) {
      cost = ahead + 2 * aside;
      next = id;
    }
  }
  return next;
}
