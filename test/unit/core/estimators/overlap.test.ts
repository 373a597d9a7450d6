import { describe, expect, it } from 'vitest';
import { doubledMidranks } from '#core/copula/ranks.ts';
import type { Estimator, SampleTable } from '#core/estimators/estimator.ts';
import { ksgEstimator } from '#core/estimators/ksg.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { estimateOnOverlaps } from '#core/estimators/overlap.ts';
import { pearson } from '#core/estimators/pearson.ts';
import { spatialDistance } from '#core/estimators/spatialDistance.ts';
import { spearman } from '#core/estimators/spearman.ts';
import { velocityDifference } from '#core/estimators/velocityDifference.ts';
import { createRandom } from '#core/random.ts';
import { wordsFor, type ShownSamples } from '#core/tracks/shownSamples.ts';

const sampleCount = 60;
const random = createRandom(5);
/** x and y of five points. What a hidden frame holds must not matter: NaN. */
const hidden = [
  () => false,
  (t: number) => t < 10,
  (t: number) => t % 3 === 0,
  (t: number) => t >= 12,
  (t: number) => t % 3 === 0,
];
const columns = Array.from({ length: 2 * hidden.length }, (_, variable) => {
  const own = Array.from({ length: sampleCount }, () => 10 * random.normal());
  return Float64Array.from(own, (value, t) =>
    hidden[variable >> 1](t) ? NaN : 20 * Math.sin(t / 7) + value,
  );
});

const tableOf = (values: readonly Float64Array[]): SampleTable => ({
  variableCount: values.length,
  sampleCount: values[0].length,
  values: (variable) => values[variable],
  ranks: (variable) => doubledMidranks(values[variable]),
});

function shown(): ShownSamples {
  const wordsPerPoint = wordsFor(sampleCount);
  const words = new Uint32Array(hidden.length * wordsPerPoint);
  hidden.forEach((isHidden, point) => {
    for (let t = 0; t < sampleCount; t++)
      if (!isHidden(t)) words[point * wordsPerPoint + (t >> 5)] |= 1 << (t & 31);
  });
  return { sampleCount, wordsPerPoint, words };
}

const contextOf = ({ info }: Estimator) => ({
  models: { run: () => Promise.reject(new Error('no network is needed here')) },
  options: resolveOptions(info),
});

async function onOverlaps(estimator: Estimator, pairs: number[], minimum = 16) {
  const values = new Float32Array(pairs.length / 2).fill(NaN);
  const places: number[] = [];
  const notes: string[] = [];
  const blocks = estimateOnOverlaps(
    estimator,
    tableOf(columns),
    Uint32Array.from(pairs),
    shown(),
    minimum,
    contextOf(estimator),
  );
  for await (const block of blocks) {
    block.places.forEach((place, i) => (values[place] = block.values[i]));
    places.push(...block.places);
    notes.push(...(block.notes ?? []));
  }
  return { values: [...values], places, notes };
}

/** The same pair of variables, cut to the frames by hand. */
async function cutByHand(estimator: Estimator, x: number, y: number): Promise<number> {
  const times = Array.from({ length: sampleCount }, (_, t) => t).filter(
    (t) => !hidden[x >> 1](t) && !hidden[y >> 1](t),
  );
  const table = tableOf([x, y].map((v) => Float64Array.from(times, (t) => columns[v][t])));
  for await (const { values } of estimator.estimate(
    table,
    Uint32Array.of(0, 1),
    contextOf(estimator),
  ))
    return values[0];
  throw new Error('no estimate');
}

// Pairs of x coordinates: 0-0 shares all frames, 1-4 and 1-2 share equally many but other frames than 0-1.
const variablePairs = [0, 0, 0, 2, 2, 4, 2, 8, 4, 8, 0, 8, 8, 2];

describe('estimateOnOverlaps', () => {
  it.each([pearson, spearman, ksgEstimator])(
    '$info.name gives each pair what it gives for the shared frames alone',
    async (estimator) => {
      const { values, notes } = await onOverlaps(estimator, variablePairs);
      for (const [pair, value] of values.entries())
        expect(value).toBe(
          await cutByHand(estimator, variablePairs[2 * pair], variablePairs[2 * pair + 1]),
        );
      expect(notes).toEqual([]);
    },
  );

  it('scores every pair once, those that share too little last, with the lowest of all others', async () => {
    // Point 3 is visible in 12 frames.
    const { values, places, notes } = await onOverlaps(pearson, [0, 6, ...variablePairs, 1, 7]);
    expect([...places].sort((a, b) => a - b)).toEqual([...values.keys()]);
    expect(places.slice(-2)).toEqual([0, 8]);
    const lowest = Math.min(...values.slice(1, 8));
    expect([values[0], values[8]]).toEqual([lowest, lowest]);
    // The x and the y of two points are one pair of points.
    expect(notes).toEqual([expect.stringContaining('Of 1 pairs of points fewer than 16')]);
  });

  it('counts a pair with exactly the minimum, and gives 0 where there is nothing to score', async () => {
    expect((await onOverlaps(pearson, [6, 6], 12)).values).toEqual([1]);
    expect((await onOverlaps(pearson, [6, 6], 13)).values).toEqual([0]);
  });

  it('takes points where trajectories are scored', async () => {
    const { values } = await onOverlaps(spatialDistance, [0, 1, 2, 4, 0, 3], 12);
    const meanDistance = (a: number, b: number) => {
      const times = [...columns[0].keys()].filter((t) => !hidden[a](t) && !hidden[b](t));
      const distance = (t: number) =>
        Math.hypot(
          columns[2 * a][t] - columns[2 * b][t],
          columns[2 * a + 1][t] - columns[2 * b + 1][t],
        );
      return times.reduce((sum, t) => sum + distance(t), 0) / times.length;
    };
    // Held in float32: six digits.
    [meanDistance(0, 1), meanDistance(2, 4), meanDistance(0, 3)].forEach((distance, pair) =>
      expect(values[pair] / -distance).toBeCloseTo(1, 6),
    );
  });

  it('tells the frames, so that no velocity is taken over a gap as if it were none', async () => {
    // Points 2 and 4 share the frames with t % 3 != 0: steps of 5 frames exist, from t = 2 (mod 3) to 1 (mod 3).
    const { values } = await onOverlaps(velocityDifference, [2, 4]);
    let largest = 0;
    for (let t = 2; t + 5 < sampleCount; t += 3) {
      const change = (axis: 0 | 1) =>
        columns[4 + axis][t + 5] -
        columns[4 + axis][t] -
        (columns[8 + axis][t + 5] - columns[8 + axis][t]);
      largest = Math.max(largest, Math.hypot(change(0), change(1)) / 5);
    }
    expect(values[0] / -largest).toBeCloseTo(1, 6);
  });
});
