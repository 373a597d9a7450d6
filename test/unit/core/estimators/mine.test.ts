import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import type { ModelRunner, SampleTable } from '#core/estimators/estimator.ts';
import { mineEstimator } from '#core/estimators/mine.ts';
import { createBatches } from '#core/estimators/mine/batches.ts';
import { mine, mineTrace } from '#core/estimators/mine/optimisation.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { createRandom } from '#core/random.ts';

const models: ModelRunner = {
  run: () => Promise.reject(new Error('MINE uses no shipped network')),
};
/** A hundred steps take a second, on a busy machine several. */
const minutes = 180_000;

function normals(rho: number, count: number, seed = 5): [Float64Array, Float64Array] {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: count }, () => random.normal());
  return [x, x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * random.normal())];
}

const tableOf = (...variables: Float64Array[]): SampleTable => ({
  variableCount: variables.length,
  sampleCount: variables[0].length,
  values: (variable) => variables[variable],
  ranks: () => {
    throw new Error('MINE uses no ranks');
  },
});

describe('MINE', () => {
  it(
    'comes near the closed form of a Gaussian of rho 0.9, .830, from below',
    async () => {
      const trace = await mineTrace(...normals(0.9, 1000), {
        iterations: 800,
        seed: 1,
        every: 100,
      });
      expect(trace.map(({ iteration }) => iteration)).toEqual([
        100, 200, 300, 400, 500, 600, 700, 800,
      ]);
      // A batch's bound has a standard deviation of about .15, the mean of 50 of one sample of about .03; the
      // network is not done after 800 steps, and a thousand samples move the truth itself by .03.
      expect(trace[7].estimate).toBeGreaterThan(0.7);
      expect(trace[7].estimate).toBeLessThan(0.93);
      // The weights start near 0, and so does the bound.
      expect(Math.abs(trace[0].estimate)).toBeLessThan(0.05);
    },
    minutes,
  );

  it(
    'stays near 0 at independence',
    async () => {
      const estimate = await mine(...normals(0, 1000), { iterations: 300, seed: 2 });
      // In-sample optimism needs longer than this to show.
      expect(Math.abs(estimate)).toBeLessThan(0.03);
    },
    minutes,
  );

  it(
    'gives the same bits from the same seed, others from another, whatever the units',
    async () => {
      const [x, y] = normals(0.8, 150);
      const settings = { iterations: 120, seed: 7 };
      const estimate = await mine(x, y, settings);
      expect(await mine(x, y, settings)).toBe(estimate);
      expect(await mine(x, y, { ...settings, seed: 8 })).not.toBe(estimate);
      // Powers of two leave the standardised values exactly as they are.
      expect(
        await mine(
          x.map((v) => 4 * v),
          y,
          settings,
        ),
      ).toBe(estimate);
    },
    minutes,
  );

  it(
    'the trace says what fewer iterations would have given',
    async () => {
      const [x, y] = normals(0.8, 60);
      const trace = await mineTrace(x, y, { iterations: 70, seed: 1, every: 30 });
      expect(trace.map(({ iteration }) => iteration)).toEqual([30, 60, 70]);
      expect(await mine(x, y, { iterations: 60, seed: 1 })).toBe(trace[1].estimate);
    },
    minutes,
  );

  it(
    'leaves no tensors behind, also when it is stopped midway',
    async () => {
      const tf = await loadTensorflow();
      const before = tf.memory().numTensors;
      const [x, y] = normals(0.5, 100);
      await mine(x, y, { iterations: 20, seed: 1 });
      expect(tf.memory().numTensors).toBe(before);
      const controller = new AbortController();
      const stopped = mine(x, y, { iterations: 100_000, seed: 1 }, controller.signal);
      controller.abort();
      await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
      expect(tf.memory().numTensors).toBe(before);
    },
    minutes,
  );

  it(
    'two at a time do not disturb each other',
    async () => {
      const [x, y] = normals(0.9, 80);
      const settings = { iterations: 40, seed: 1 };
      const alone = await mine(x, y, settings);
      const both = await Promise.all([
        mine(x, y, settings),
        mine(y, x, { iterations: 55, seed: 3 }),
      ]);
      expect(both[0]).toBe(alone);
    },
    minutes,
  );

  it(
    'as an estimator: a block a pair, 0 with a note for a constant, options reach it',
    async () => {
      const [x, y] = normals(0.9, 80);
      const table = tableOf(x, y, new Float64Array(80).fill(3));
      const options = resolveOptions(mineEstimator.info, { iterations: '30', seed: 4 });
      const blocks = [];
      const pairs = Uint32Array.of(0, 1, 0, 2);
      for await (const block of mineEstimator.estimate(table, pairs, { models, options }))
        blocks.push(block);
      expect(blocks.map(({ start, values }) => [start, values.length])).toEqual([
        [0, 1],
        [1, 1],
      ]);
      expect(blocks[0].values[0]).toBe(Math.fround(await mine(x, y, { iterations: 30, seed: 4 })));
      expect(blocks[1].values[0]).toBe(0);
      expect(blocks[1].notes?.[0]).toContain('does not change');
      expect(mineEstimator.info.slow).toBe(true);
    },
    minutes,
  );
});

it('batches hold pairs as they are, then as many independent ones, without repeats', () => {
  const x = Float64Array.from({ length: 12 }, (_, t) => t);
  const y = x.map((t) => 100 + t);
  const batches = createBatches(x, y, 5, createRandom(1));
  for (let i = 0; i < 20; i++) {
    const batch = batches.next();
    const column = (from: number, axis: number) =>
      Array.from({ length: 5 }, (_, k) => batch[2 * (from + k) + axis]);
    expect(column(0, 1)).toEqual(column(0, 0).map((t) => t + 100));
    for (const [from, axis] of [
      [0, 0],
      [5, 0],
      [5, 1],
    ] as const)
      expect(new Set(column(from, axis)).size).toBe(5);
    expect(column(5, 1)).not.toEqual(column(5, 0).map((t) => t + 100));
  }
  expect(createBatches(x, y, 100, createRandom(1)).size).toBe(12);
});
