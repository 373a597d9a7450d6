import { expect, it } from 'vitest';
import { extentOfPoints } from '#core/tracks/extent.ts';
import {
  bitAt,
  clearBit,
  coordinateAt,
  isVisible,
  readCoordinate,
  setBit,
} from '#core/tracks/trajectories.ts';
import { trajectoriesOf } from '../../../support/trajectories.ts';

it.each(['float16', 'float32', 'float64'] as const)('reads coordinates of %s', (dtype) => {
  const tracks = trajectoriesOf(
    [
      { x: [1, 2, 3], y: [4, 5.5, Infinity] },
      { x: [-50000, 7, 8], y: [9, 600.5, 11], visible: [0, 1, 0] },
    ],
    dtype,
  );
  expect([...readCoordinate(tracks, 0, 1, new Float64Array(3))]).toEqual([4, 5.5, Infinity]);
  // float16 rounds -50000 to a multiple of 32.
  expect(coordinateAt(tracks, 1, 0, 0)).toBe(dtype === 'float16' ? -49984 : -50000);
  expect(coordinateAt(tracks, 1, 1, 1)).toBe(600.5);
  expect([0, 1, 2].map((t) => isVisible(tracks, 1, t))).toEqual([false, true, false]);
});

it('sets and clears bits one at a time', () => {
  const bits = new Uint8Array(3);
  setBit(bits, 9);
  setBit(bits, 23);
  expect([...bits]).toEqual([0, 2, 128]);
  clearBit(bits, 9);
  expect([bitAt(bits, 9), bitAt(bits, 23)]).toEqual([false, true]);
});

it('takes as extent what visible, finite, plausible positions reach', () => {
  const tracks = trajectoriesOf([
    { x: [3, 99.5], y: [7, 10] },
    { x: [Infinity, 300], y: [70000, 20], visible: [1, 0] },
  ]);
  expect(extentOfPoints(tracks)).toEqual({ width: 100, height: 11 });
  expect(extentOfPoints(trajectoriesOf([{ x: [5], y: [5], visible: [0] }]))).toEqual({
    width: 1,
    height: 1,
  });
});
