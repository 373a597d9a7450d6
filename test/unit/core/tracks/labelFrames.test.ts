import { expect, it } from 'vitest';
import { planLabelFrames } from '#core/tracks/labelFrames.ts';
import { still, trajectoriesOf, type Track } from '../../../support/trajectories.ts';

const T = 20;
const area = { width: 100, height: 100 };

/** A still point that is visible in the given frames, first and last included. */
function seenIn(...spans: [number, number][]): Track {
  const visible = still(0, T).map((_, t): 0 | 1 =>
    spans.some(([a, b]) => t >= a && t <= b) ? 1 : 0,
  );
  return { x: still(50, T), y: still(50, T), visible };
}

const plan = (tracks: Track[], reference = 0, hasMask: (frame: number) => boolean = () => true) => {
  const { frameOf, frames } = planLabelFrames(trajectoriesOf(tracks), reference, hasMask, area);
  return { frameOf: [...frameOf], frames };
};

it('reads visible points in the reference frame', () => {
  expect(plan([seenIn([0, 19]), seenIn([0, 0])])).toEqual({ frameOf: [0, 0], frames: [0] });
});

it('reads hidden points in the middle half of their first later stretch', () => {
  // Frames 4 to 11: a quarter of eight frames is left out on either side, 6 to 9 remain.
  expect(plan([seenIn([4, 11], [15, 19])]).frameOf).toEqual([9]);
  expect(plan([seenIn([4, 4])]).frameOf).toEqual([4]);
});

it('goes back in time only when there is no later frame', () => {
  expect(plan([seenIn([0, 7])], 10).frameOf).toEqual([5]);
  expect(plan([seenIn([0, 7], [12, 12])], 10).frameOf).toEqual([12]);
});

it('reads as few masks as the stretches allow', () => {
  const { frameOf, frames } = plan([seenIn([2, 9]), seenIn([5, 12]), seenIn([14, 17])]);
  expect(frames).toEqual([7, 16]);
  expect(frameOf).toEqual([7, 7, 16]);
});

it('needs a mask, a position inside the image, and a visible point', () => {
  const left: Track = { ...seenIn([0, 19]), x: still(50, T).map((x, t) => (t < 10 ? -5 : x)) };
  expect(plan([left]).frameOf[0]).toBeGreaterThanOrEqual(10);
  expect(plan([seenIn([0, 19])], 0, (frame) => frame === 3).frameOf).toEqual([3]);
  expect(plan([seenIn(), { ...seenIn([0, 19]), y: still(Number.NaN, T) }])).toEqual({
    frameOf: [-1, -1],
    frames: [],
  });
});
