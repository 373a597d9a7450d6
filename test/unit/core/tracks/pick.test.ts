import { expect, it } from 'vitest';
import {
  defaultPickRadius,
  frameOfArrays,
  frameOfTrajectories,
  nearestPoint,
} from '#core/tracks/pick.ts';
import { trajectoriesOf } from '../../../support/trajectories.ts';

const tracks = trajectoriesOf([
  { x: [10, 90], y: [10, 10] },
  { x: [13, 13], y: [14, 14] },
  { x: [11, 11], y: [10, 10], visible: [0, 1] },
  { x: [16, 16], y: [10, 10] },
]);
const all = [0, 1, 2, 3];

it('finds the nearest visible candidate and its distance', () => {
  const frame = frameOfTrajectories(tracks, 0);
  expect(nearestPoint(frame, all, 11, 10, 12)).toEqual({ point: 0, distance: 1 });
  expect(nearestPoint(frame, [1, 3], 10, 10, 12)).toEqual({ point: 1, distance: 5 });
  expect(nearestPoint(frameOfTrajectories(tracks, 1), all, 10, 10, 12)).toEqual({
    point: 2,
    distance: 1,
  });
});

it('takes the lower id of equally near points', () => {
  expect(nearestPoint(frameOfTrajectories(tracks, 0), [0, 3], 13, 10, 12)?.point).toBe(0);
});

it('includes the radius itself and nothing beyond it', () => {
  const frame = frameOfTrajectories(tracks, 0);
  expect(nearestPoint(frame, [1], 10, 10, 5)).toEqual({ point: 1, distance: 5 });
  expect(nearestPoint(frame, [1], 10, 10, 4.999)).toBeUndefined();
  expect(nearestPoint(frame, [], 10, 10, 5)).toBeUndefined();
});

it('never picks a position that is not a number', () => {
  const lost = trajectoriesOf([{ x: [Number.NaN], y: [1] }]);
  expect(nearestPoint(frameOfTrajectories(lost, 0), [0], 1, 1, 100)).toBeUndefined();
});

it('gives the window, which has arrays, what it gives the host', () => {
  const frame = frameOfArrays([10, 10, 13, 14, 11, 10, 16, 10], [1, 1, 0, 1]);
  for (const [x, y] of [
    [11, 10],
    [13, 13],
    [15, 11],
    [40, 40],
  ])
    expect(nearestPoint(frame, all, x, y, 12)).toEqual(
      nearestPoint(frameOfTrajectories(tracks, 0), all, x, y, 12),
    );
});

it('states its default radius: 2 % of the width, 12 pixels at least', () => {
  expect(defaultPickRadius(320)).toBe(12);
  expect(defaultPickRadius(960)).toBeCloseTo(19.2, 10);
});
