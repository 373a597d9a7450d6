import { describe, expect, it } from 'vitest';
import { readMatTracks } from '#core/formats/matLayouts.ts';
import { coordinateAt, isVisible } from '#core/tracks/trajectories.ts';
import { encodeMat, type MatArray } from '../../../support/matFile.ts';

const [points, frames] = [3, 10];

/** Homogeneous pixels: x = 100 n + t, y = 10 n - t. */
const tracks: MatArray = {
  dims: [3, points, frames],
  data: Array.from({ length: points * frames }, (_, i) => {
    const [n, t] = [i % points, Math.floor(i / points)];
    return [100 * n + t, 10 * n - t, 1];
  }).flat(),
};
const column = (...data: number[]): MatArray => ({ dims: [data.length, 1], data });

/** Point 1 is hidden in frame 4, where the data set writes (0, 0, 0). */
const visible: MatArray = {
  dims: [points, frames],
  data: Array.from({ length: points * frames }, (_, i) => (i === 1 + 4 * points ? 0 : 1)),
};
const kt3dmoseg = { ySparse: tracks, visibleSparse: visible, GtLabel: column(1, 2, 2) };
const hopkins = { y: tracks, s: column(1, 1, 2), width: column(640), height: column(480) };

describe.each([false, true])('compressed: %s', (compressed) => {
  const read = (contents: Parameters<typeof encodeMat>[0]) =>
    readMatTracks(encodeMat(contents, compressed), 'clip.mat');

  it('reads KT3DMoSeg: positions where visible, labels, 1 for the background', () => {
    const { trajectories, labels, background, size, images } = read({
      Data: { struct: kt3dmoseg },
    });
    expect(trajectories).toMatchObject({
      frameCount: frames,
      pointCount: points,
      dtype: 'float64',
    });
    expect(coordinateAt(trajectories, 2, 0, 7)).toBe(207);
    expect(coordinateAt(trajectories, 2, 1, 7)).toBe(13);
    expect(isVisible(trajectories, 1, 4)).toBe(false);
    expect(coordinateAt(trajectories, 1, 0, 4)).toBeNaN();
    expect(isVisible(trajectories, 1, 5)).toBe(true);
    expect([...labels]).toEqual([1, 2, 2]);
    expect([background, size]).toEqual([1, undefined]);
    // Frames are numbered from 000001.png.
    expect(images).toEqual({ folders: ['frames'], firstNumber: 1 });
  });

  it('reads Hopkins155: every motion is an object, the size is in the file', () => {
    const { trajectories, labels, background, size } = read(hopkins);
    expect(coordinateAt(trajectories, 1, 1, 3)).toBe(7);
    expect([...labels]).toEqual([1, 1, 2]);
    expect([background, size]).toEqual([undefined, { width: 640, height: 480 }]);
  });
});

it.each<[string, Parameters<typeof encodeMat>[0], RegExp]>([
  ['other variables', { a: column(1), b: column(2) }, /no tracks that are known here; it has a, b/],
  [
    'a missing label',
    { Data: { struct: { ...kt3dmoseg, GtLabel: column(1, 2) } } },
    /Data\.GtLabel of clip\.mat is 2 x 1/,
  ],
  [
    'a fractional label',
    { ...hopkins, s: column(1, 1.5, 2) },
    /s of clip\.mat holds the label 1\.5/,
  ],
  [
    'plain pixels',
    { ...hopkins, y: { dims: [2, points, frames], data: tracks.data } },
    /y of clip\.mat is 2 x 3 x 10/,
  ],
  [
    'other visibility',
    { Data: { struct: { ...kt3dmoseg, visibleSparse: column(1) } } },
    /visibleSparse of clip\.mat is 1 x 1/,
  ],
  [
    'no visibility',
    { Data: { struct: { ySparse: tracks, GtLabel: column(1, 2, 2) } } },
    /Data\.visibleSparse of clip\.mat is missing/,
  ],
  [
    'too few frames',
    { ...hopkins, y: { dims: [3, points, 2], data: tracks.data } },
    /y of clip\.mat is 3 x 3 x 2/,
  ],
])('refuses %s, and says what would do', (_what, contents, message) => {
  let thrown: unknown;
  try {
    readMatTracks(encodeMat(contents), 'clip.mat');
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(message),
    file: 'clip.mat',
    remedy: expect.stringMatching(/./),
  });
});
