import { expect, it } from 'vitest';
import {
  intersect,
  samplesOf,
  shownSamples,
  wordsFor,
  writeShownFrames,
  type ShownSamples,
} from '#core/tracks/shownSamples.ts';
import { setBit, visibilityBytes } from '#core/tracks/trajectories.ts';

/** Points whose frames are shown where a character is not a space; 70 frames take three words. */
const frameCount = 70;
const shows = [
  (t: number) => t !== 31 && t !== 64,
  (t: number) => t >= 30,
  () => true,
  () => false,
] as const;

function frames(): ShownSamples {
  const visible = new Uint8Array(visibilityBytes(frameCount, shows.length));
  shows.forEach((show, point) => {
    for (let t = 0; t < frameCount; t++) if (show(t)) setBit(visible, point * frameCount + t);
  });
  const trajectories = {
    frameCount,
    pointCount: shows.length,
    dtype: 'float32' as const,
    data: new Float32Array(shows.length * 2 * frameCount),
    visible,
  };
  const wordsPerPoint = wordsFor(frameCount);
  const words = new Uint32Array(shows.length * wordsPerPoint);
  shows.forEach((_, point) => writeShownFrames(trajectories, point, words, point * wordsPerPoint));
  return { sampleCount: frameCount, wordsPerPoint, words };
}

/** By the definition, sample by sample. */
const shared = (count: number, ...both: ((t: number) => boolean)[]) =>
  Array.from({ length: count }, (_, t) => t).filter((t) => both.every((show) => show(t)));

function intersection(shown: ShownSamples, a: number, b: number): number[] {
  const mask = new Uint32Array(shown.wordsPerPoint);
  return [...samplesOf(mask, intersect(shown, a, b, mask))];
}

it('two points share the frames that show both', () => {
  for (const [a, first] of shows.entries())
    for (const [b, second] of shows.entries())
      expect(intersection(frames(), a, b)).toEqual(shared(frameCount, first, second));
});

it('a velocity is shown where both of its frames are, over the ends of words too', () => {
  const velocities = shownSamples(frames(), 'velocity');
  expect(velocities.sampleCount).toBe(frameCount - 1);
  for (const [point, show] of shows.entries())
    expect(intersection(velocities, point, point)).toEqual(
      shared(frameCount - 1, show, (t) => show(t + 1)),
    );
});

it('a position is shown by its frame', () => {
  const shown = frames();
  expect(shownSamples(shown, 'position')).toBe(shown);
});
