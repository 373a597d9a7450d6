import { expect, it } from 'vitest';
import { nextPoint } from '#renderer/scene/nextPoint.ts';
import { imagePoint } from '#renderer/scene/spaces.ts';

//   0 at (0,0), 1 at (10,0), 2 at (4,3), 3 at (-5,0), 4 at (2,0) but occluded, 5 at (0,20)
const points = {
  positions: Float32Array.of(0, 0, 10, 0, 4, 3, -5, 0, 2, 0, 0, 20),
  visible: Uint8Array.of(1, 1, 1, 1, 0, 1),
};
const all = [0, 1, 2, 3, 4, 5];
const origin = imagePoint(0, 0);

it('goes to the next visible point in each direction', () => {
  // (4, 3) costs 4 + 2 * 3 = 10, as (10, 0): of equal ones the first.
  expect(nextPoint(points, all, origin, 'right', 0.5)).toBe(1);
  expect(nextPoint(points, all, origin, 'left', 0.5)).toBe(3);
  expect(nextPoint(points, all, origin, 'down', 0.5)).toBe(5);
  expect(nextPoint(points, all, origin, 'up', 0.5)).toBeUndefined();
});

it('leaves out what is too near, aside or not a candidate', () => {
  expect(nextPoint(points, all, origin, 'right', 11)).toBeUndefined();
  expect(nextPoint(points, [2, 3], origin, 'down', 0.5)).toBeUndefined();
  expect(nextPoint(points, [2], origin, 'right', 0.5)).toBe(2);
});
