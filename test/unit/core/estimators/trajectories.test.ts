/** The scores of pairs of trajectories, on motions whose numbers are known. */
import { describe, expect, it } from 'vitest';
import { rigidity } from '#core/estimators/rigidity.ts';
import type { Estimator, EstimatorOptions, SampleTable } from '#core/estimators/estimator.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { spatialDistance } from '#core/estimators/spatialDistance.ts';
import { velocityDifference } from '#core/estimators/velocityDifference.ts';

type Motion = (t: number) => readonly [x: number, y: number];

function table(frameCount: number, motions: readonly Motion[]): SampleTable {
  return {
    variableCount: 2 * motions.length,
    sampleCount: frameCount,
    values: (variable) =>
      Float64Array.from({ length: frameCount }, (_, t) => motions[variable >> 1](t)[variable & 1]),
    ranks: () => {
      throw new Error('Trajectories are not ranked.');
    },
  };
}

const models = { run: () => Promise.reject(new Error('no network is needed here')) };

async function score(
  estimator: Estimator,
  motions: readonly Motion[],
  { frames = 40, options = {} }: { frames?: number; options?: EstimatorOptions } = {},
): Promise<number> {
  const context = { models, options: resolveOptions(estimator.info, options) };
  for await (const { values } of estimator.estimate(
    table(frames, motions),
    Uint32Array.of(0, 1),
    context,
  ))
    return values[0];
  throw new Error('no score');
}

const drift: Motion = (t) => [3 * t, 2 * t];
const beside: Motion = (t) => [3 * t + 3, 2 * t + 4];
const rest: Motion = () => [0, 0];

describe('spatial distance', () => {
  it('is minus the mean distance', async () => {
    expect(await score(spatialDistance, [drift, beside])).toBeCloseTo(-5, 6);
    // Distances 0, 1, 2, ..., 10.
    expect(await score(spatialDistance, [rest, (t) => [t, 0]], { frames: 11 })).toBeCloseTo(-5, 6);
  });
});

describe('rigidity', () => {
  it('is 0 where the distance stays, whatever the motion', async () => {
    expect(await score(rigidity, [drift, beside])).toBeCloseTo(0, 6);
    const turning: Motion = (t) => [3 * t + 7 * Math.cos(t / 5), 2 * t + 7 * Math.sin(t / 5)];
    expect(await score(rigidity, [drift, turning])).toBeCloseTo(0, 6);
  });

  it('is minus the standard deviation: distances 0 to 10 have sqrt(10)', async () => {
    const away: Motion = (t) => [t, 0];
    expect(await score(rigidity, [rest, away], { frames: 11 })).toBeCloseTo(-Math.sqrt(10), 6);
  });
});

describe('velocity difference', () => {
  it('is 0 for two that move alike, wherever they are', async () => {
    expect(await score(velocityDifference, [drift, beside])).toBeCloseTo(0, 6);
  });

  it('is minus the relative speed, in pixels a frame, whatever the step', async () => {
    for (const step of [1, 5, 20])
      expect(await score(velocityDifference, [drift, rest], { options: { step } })).toBeCloseTo(
        -Math.sqrt(13),
        5,
      );
  });

  it('takes the largest difference: one burst of four frames at speed 2', async () => {
    const burst: Motion = (t) => [2 * Math.min(4, Math.max(0, t - 20)), 0];
    // Over five frames the burst is eight pixels; over one frame, two.
    expect(await score(velocityDifference, [rest, burst])).toBeCloseTo(-8 / 5, 6);
    expect(await score(velocityDifference, [rest, burst], { options: { step: 1 } })).toBe(-2);
  });

  it('shortens the step on clips that are shorter', async () => {
    expect(await score(velocityDifference, [drift, rest], { frames: 3 })).toBeCloseTo(
      -Math.sqrt(13),
      5,
    );
    expect(await score(velocityDifference, [drift, rest], { frames: 1 })).toBe(0);
  });
});

it.each([spatialDistance, rigidity, velocityDifference])(
  '$info.name: of pixels, 0 with itself and else below, the same both ways, stops when asked',
  async (estimator) => {
    expect(estimator.info).toMatchObject({ scores: 'trajectories', unit: 'pixels' });
    const wobble: Motion = (t) => [Math.sin(t), t * t];
    expect(await score(estimator, [wobble, wobble])).toBeCloseTo(0, 10);
    const there = await score(estimator, [wobble, drift]);
    expect(there).toBeLessThan(0);
    expect(await score(estimator, [drift, wobble])).toBe(there);
    const stopped = estimator.estimate(table(5, [rest]), Uint32Array.of(0, 0), {
      models,
      options: resolveOptions(estimator.info),
      signal: AbortSignal.abort(),
    });
    await expect(stopped[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'ABORTED' });
  },
);
