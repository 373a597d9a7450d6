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

const plan = (tracks: Track[], reference = 0, hasMask: (frame: number) => boolean = () => true) =>
  planLabelFrames(trajectoriesOf(tracks), reference, hasMask, area);

it('reads visible points in the reference frame alone', () => {
  expect(plan([seenIn([0, 19]), seenIn([0, 0])])).toEqual({ framesOf: [[0], [0]], frames: [0] });
});

it('reads hidden points in the frames that show most of them', () => {
  const tracks = [seenIn([2, 9]), seenIn([5, 12]), seenIn([13, 17]), seenIn([0, 3])];
  // Two frames are left out at either end of a stretch: 4 to 7 and 7 to 10 have frame 7 in common.
  expect(plan(tracks)).toEqual({ framesOf: [[7], [7], [15], [0]], frames: [0, 7, 15] });
});

it('reads a hidden point in every chosen frame that shows it', () => {
  const tracks = [seenIn([1, 5]), seenIn([15, 19]), seenIn([1, 19])];
  const { framesOf, frames } = plan(tracks);
  expect(frames).toEqual([3, 17]);
  expect(framesOf).toEqual([[3], [17], [3, 17]]);
});

it('reads before the reference frame as well as after it', () => {
  expect(plan([seenIn([0, 7])], 10).framesOf).toEqual([[0]]);
  expect(plan([seenIn([3, 7])], 10).framesOf).toEqual([[5]]);
});

it('takes a frame near the end of a stretch only where there is no other', () => {
  expect(plan([seenIn([4, 4], [10, 14])]).framesOf).toEqual([[12]]);
  expect(plan([seenIn([4, 4], [10, 13])]).framesOf).toEqual([[4]]);
  // At the ends of the clip nothing is about to be hidden.
  expect(plan([seenIn([18, 19])]).framesOf).toEqual([[18]]);
});

it('needs a mask, a position inside the image, and a visible point', () => {
  const left: Track = { ...seenIn([0, 19]), x: still(50, T).map((x, t) => (t < 10 ? -5 : x)) };
  expect(plan([left]).framesOf).toEqual([[12]]);
  expect(plan([seenIn([0, 19])], 0, (frame) => frame === 3).framesOf).toEqual([[3]]);
  expect(plan([seenIn(), { ...seenIn([0, 19]), y: still(Number.NaN, T) }])).toEqual({
    framesOf: [[], []],
    frames: [],
  });
});
