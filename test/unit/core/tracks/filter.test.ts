import { describe, expect, it } from 'vitest';
import { pointStatuses, type Protocol } from '#core/contract/schemas.ts';
import { filterPoints } from '#core/tracks/filter.ts';
import { still, trajectoriesOf, type Track } from '../../../support/trajectories.ts';

const paper: Protocol = { referenceFrame: 0, minimum: -2000, maximum: 2000 };
const image = { width: 100, height: 80 };
const inside: Track = { x: still(50, 3), y: still(40, 3) };

async function statusOf(track: Track, protocol = paper): Promise<string> {
  const { status } = await filterPoints(trajectoriesOf([track, inside]), protocol, image);
  return pointStatuses[status[0]];
}

describe('the reason of a point', () => {
  it.each<[string, Track]>([
    ['kept', inside],
    ['nonFinite', { x: [50, Infinity, 50], y: still(40, 3) }],
    ['nonFinite', { x: still(50, 3), y: [40, 40, Number.NaN] }],
    ['beyondBounds', { x: [50, -50000, 50], y: still(40, 3) }],
    ['outsideReferenceFrame', { x: [100, 50, 50], y: still(40, 3) }],
    ['neverVisible', { ...inside, visible: [0, 0, 0] }],
    // The first reason of the list counts.
    ['nonFinite', { x: [-50000, Infinity, 50], y: still(40, 3) }],
    ['beyondBounds', { x: [-50000, 50, 50], y: still(40, 3), visible: [0, 0, 0] }],
    ['outsideReferenceFrame', { x: [-1, 50, 50], y: still(40, 3), visible: [0, 0, 0] }],
  ])('%s', async (reason, track) => {
    expect(await statusOf(track)).toBe(reason);
  });

  it('takes the bounds as open: a coordinate on a bound is beyond it', async () => {
    expect(await statusOf({ x: [50, 2000, 50], y: still(40, 3) })).toBe('beyondBounds');
    expect(await statusOf({ x: [50, -2000, 50], y: still(40, 3) })).toBe('beyondBounds');
    expect(await statusOf({ x: [50, 1999.9, -1999.9], y: still(40, 3) })).toBe('kept');
    expect(
      await statusOf({ x: [50, 2000, 50], y: still(40, 3) }, { ...paper, maximum: 2001 }),
    ).toBe('kept');
  });

  it('takes the image as half open: 0 is inside, width and height are not', async () => {
    expect(await statusOf({ x: [0, 0, 0], y: [0, 0, 0] })).toBe('kept');
    expect(await statusOf({ x: still(99.9, 3), y: still(79.9, 3) })).toBe('kept');
    expect(await statusOf({ x: still(99, 3), y: still(80, 3) })).toBe('outsideReferenceFrame');
    expect(await statusOf({ x: still(-0.1, 3), y: still(79, 3) })).toBe('outsideReferenceFrame');
  });

  it('asks for the image in the reference frame only', async () => {
    const leaves: Track = { x: [50, 150, 250], y: still(40, 3) };
    expect(await statusOf(leaves)).toBe('kept');
    expect(await statusOf(leaves, { ...paper, referenceFrame: 1 })).toBe('outsideReferenceFrame');
  });
});

describe('with gaps', () => {
  const gaps = { ...paper, minimumVisible: 2 };
  it.each<[string, Track]>([
    // What a hidden point's coordinates hold does not count.
    ['kept', { x: [50, Number.NaN, 50], y: still(40, 3), visible: [1, 0, 1] }],
    ['kept', { x: [-50000, 50, 50], y: still(40, 3), visible: [0, 1, 1] }],
    ['kept', { x: [Number.NaN, 50, 500], y: still(40, 3), visible: [0, 1, 1] }],
    // Where it is visible they do.
    ['nonFinite', { x: [50, Number.NaN, 50], y: still(40, 3), visible: [1, 1, 1] }],
    ['beyondBounds', { x: [50, -50000, 50], y: still(40, 3), visible: [0, 1, 1] }],
    // Hidden in the reference frame: the first frame that shows it.
    ['outsideReferenceFrame', { x: [50, 500, 50], y: still(40, 3), visible: [0, 1, 1] }],
    ['outsideReferenceFrame', { x: [500, 50, 50], y: still(40, 3), visible: [1, 1, 1] }],
    ['neverVisible', { ...inside, visible: [0, 0, 0] }],
    ['rarelyVisible', { ...inside, visible: [0, 1, 0] }],
  ])('%s', async (reason, track) => {
    expect(await statusOf(track, gaps)).toBe(reason);
  });
});

describe.each(['float16', 'float32', 'float64'] as const)('the report on %s', (dtype) => {
  it('lists the kept points and counts the reasons', async () => {
    const tracks: Track[] = [
      { x: [Number.NaN, 1, 1], y: still(1, 3) },
      inside,
      { x: [1, -50000, 1], y: still(1, 3) },
      { x: [1, 2500, 1], y: still(1, 3) },
      inside,
      { x: still(500, 3), y: still(1, 3) },
    ];
    const { kept, dropped, status } = await filterPoints(
      trajectoriesOf(tracks, dtype),
      paper,
      image,
    );
    expect([...kept]).toEqual([1, 4]);
    expect(dropped).toEqual({
      nonFinite: 1,
      beyondBounds: 2,
      outsideReferenceFrame: 1,
      neverVisible: 0,
      rarelyVisible: 0,
    });
    expect(status).toHaveLength(6);
  });
});

it('pauses, and stops when the pause throws', async () => {
  const done: number[] = [];
  const tracks = trajectoriesOf([inside, inside, inside]);
  await filterPoints(tracks, paper, image, async (points) => void done.push(points));
  expect(done).toEqual([0]);
  const stop = () => Promise.reject(new Error('stopped'));
  await expect(filterPoints(tracks, paper, image, stop)).rejects.toThrow('stopped');
});
