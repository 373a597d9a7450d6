import { expect, it } from 'vitest';
import { comparableWith } from '#electron/host/evaluation/comparable.ts';
import { still, trajectoriesOf } from '../../../../support/trajectories.ts';

const frameCount = 40;
const shown = (from: number, to: number) => ({
  x: still(1, frameCount),
  y: still(1, frameCount),
  visible: Array.from({ length: frameCount }, (_, t) => (t >= from && t < to ? 1 : 0)),
});
// Point 0 shares 20 frames with 1, 10 with 2, none with 3; point 4's object is not known, point 5 was dropped.
const sequence = {
  trajectories: trajectoriesOf([
    shown(0, 20),
    shown(0, 40),
    shown(10, 40),
    shown(20, 40),
    shown(0, 40),
    shown(0, 40),
  ]),
  kept: Uint32Array.of(0, 1, 2, 3, 4),
  objects: { source: 'file', labels: Int32Array.of(1, 1, 2, 2, -1, 1), names: new Map() },
} as const;
const visible = (minimumOverlap: number) => ({ visibleOnly: true, minimumOverlap });

it('takes all kept points of a known object where all frames count', () => {
  const all = comparableWith(sequence, { visibleOnly: false, minimumOverlap: 16 }, ['position']);
  expect(all(0)).toEqual([0, 1, 2, 3]);
});

it('takes those that share enough frames with the pick', () => {
  expect(comparableWith(sequence, visible(10), ['position'])(0)).toEqual([0, 1, 2]);
  expect(comparableWith(sequence, visible(11), ['position'])(0)).toEqual([0, 1]);
  expect(comparableWith(sequence, visible(20), ['position'])(3)).toEqual([1, 2, 3]);
});

it('asks for enough samples in every signal: a velocity needs two frames', () => {
  const both = comparableWith(sequence, visible(10), ['position', 'velocity']);
  expect(both(0)).toEqual([0, 1]);
});
