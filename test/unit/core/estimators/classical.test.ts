/** The classical estimators against closed forms and small tables. */
import { expect, it } from 'vitest';
import type { Estimator, SampleTable } from '#core/estimators/estimator.ts';
import { distanceCorrelation } from '#core/estimators/distanceCorrelation.ts';
import { gaussianCopula } from '#core/estimators/gaussianCopula.ts';
import { histogram } from '#core/estimators/histogram.ts';
import { kde } from '#core/estimators/kde.ts';
import { ksgEstimator } from '#core/estimators/ksg.ts';
import { spearman } from '#core/estimators/spearman.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { ksg, ksgSide } from '#core/estimators/support/ksg.ts';
import { normalQuantile } from '#core/estimators/support/normalScores.ts';
import { createRandom } from '#core/random.ts';

/** Doubled midranks by counting: slow and plain, independent of core/copula. */
const doubledMidranks = (values: Float64Array) =>
  Uint16Array.from(
    values,
    (value) =>
      2 * values.filter((other) => other < value).length +
      values.filter((other) => other === value).length +
      1,
  );

function table(...columns: number[][]): SampleTable {
  const values = columns.map((column) => Float64Array.from(column));
  return {
    variableCount: columns.length,
    sampleCount: columns[0].length,
    values: (variable) => values[variable],
    ranks: (variable) => doubledMidranks(values[variable]),
  };
}

const models = { run: () => Promise.reject(new Error('no network is needed here')) };

async function estimate(estimator: Estimator, samples: SampleTable, pairs = [0, 1], options = {}) {
  const values: number[] = [];
  const notes: string[] = [];
  const context = { models, options: resolveOptions(estimator.info, options) };
  for await (const block of estimator.estimate(samples, Uint32Array.from(pairs), context)) {
    values.push(...block.values);
    notes.push(...(block.notes ?? []));
  }
  return { values, notes };
}

const gaussian = (rho: number, count: number) => {
  const random = createRandom(7);
  const x = Array.from({ length: count }, () => random.normal());
  return table(
    x,
    x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * random.normal()),
  );
};

it('normal quantiles have the tabled values', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 14);
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
});

it("Spearman's rho of a table done by hand: d² = 0+1+1+0+0, rho = 1 - 6·2/(5·24) = 0.9", async () => {
  const samples = table([1, 2, 3, 4, 5], [10, 30, 20, 40, 50]);
  expect((await estimate(spearman, samples)).values[0]).toBeCloseTo(0.9, 6);
});

it.each([
  ['gaussian-copula', gaussianCopula, 0.03],
  ['ksg', ksgEstimator, 0.05],
  // Kernels blur the density too, and evaluating at the samples themselves lifts it: both within 0.06.
  ['kde', kde, 0.06],
  // Equal bins blur the density: at rho = 0.75 and N = 3000 it falls short by a few hundredths.
  ['histogram', histogram, 0.06],
] as const)(
  '%s finds the closed form of a Gaussian of rho 0.75',
  async (_, estimator, tolerance) => {
    const truth = -0.5 * Math.log(1 - 0.75 ** 2);
    const { values } = await estimate(estimator, gaussian(0.75, 3000));
    expect(Math.abs(values[0] - truth)).toBeLessThan(tolerance);
  },
);

/** Silverman (1986), equation 4.14, and Scott (1992), equation 6.42, in d dimensions, for unit variance. */
const bandwidths = {
  silverman: (d: number, count: number) =>
    Math.pow(4 / (d + 2), 1 / (d + 4)) * count ** (-1 / (d + 4)),
  scott: (d: number, count: number) => count ** (-1 / (d + 4)),
};

it.each(['silverman', 'scott'] as const)(
  'kde with the bandwidth of %s is the mean log ratio of densities',
  async (bandwidth) => {
    const samples = gaussian(0.6, 40);
    const [x, y] = [0, 1].map((variable) => {
      const raw = samples.values(variable);
      const mean = raw.reduce((sum, value) => sum + value, 0) / 40;
      const deviation = Math.sqrt(raw.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 40);
      return raw.map((value) => (value - mean) / deviation);
    });
    /** A sum of Gaussian bells over the samples. */
    const density = (columns: Float64Array[], at: number) => {
      const h = bandwidths[bandwidth](columns.length, 40);
      let sum = 0;
      for (let t = 0; t < 40; t++)
        sum += columns.reduce(
          (product, column) =>
            product *
            (Math.exp(-0.5 * ((column[at] - column[t]) / h) ** 2) / (h * Math.sqrt(2 * Math.PI))),
          1,
        );
      return sum / 40;
    };
    let expected = 0;
    for (let t = 0; t < 40; t++)
      expected += Math.log(density([x, y], t) / (density([x], t) * density([y], t))) / 40;
    const { values } = await estimate(kde, samples, [0, 1], { bandwidth });
    // The estimate is held in float32.
    expect(values[0]).toBeCloseTo(expected, 6);
  },
);

it('ksg passes its options on, and takes all others as neighbours where k is more', async () => {
  const samples = gaussian(0.6, 30);
  const sides = [0, 1].map((variable) => ksgSide([samples.values(variable)]));
  for (const algorithm of [1, 2] as const) {
    const { values } = await estimate(ksgEstimator, samples, [0, 1], { k: 7, algorithm });
    expect(values[0]).toBeCloseTo(ksg(sides[0], sides[1], { k: 7, algorithm }), 6);
    const all = await estimate(ksgEstimator, samples, [0, 1], { k: 50, algorithm });
    expect(all.values[0]).toBeCloseTo(ksg(sides[0], sides[1], { k: 29, algorithm }), 6);
  }
});

it('distance correlation equals its definition by double centring', async () => {
  const samples = gaussian(0.4, 60);
  const center = (values: Float64Array) => {
    const d = Array.from(values, (a) => Array.from(values, (b) => Math.abs(a - b)));
    const mean = (row: number[]) => row.reduce((sum, value) => sum + value, 0) / row.length;
    const rows = d.map(mean);
    return d.map((row, i) => row.map((value, j) => value - rows[i] - rows[j] + mean(rows)));
  };
  const [a, b] = [center(samples.values(0)), center(samples.values(1))];
  const dot = (p: number[][], q: number[][]) =>
    p.reduce((sum, row, i) => sum + row.reduce((part, value, j) => part + value * q[i][j], 0), 0);
  const { values } = await estimate(distanceCorrelation, samples);
  // The estimate is held in float32.
  expect(values[0]).toBeCloseTo(Math.sqrt(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))), 6);
});

it('distance correlation of a linear relation is 1', async () => {
  const x = [3, 1, 4, 1, 5, 9, 2, 6];
  const { values } = await estimate(
    distanceCorrelation,
    table(
      x,
      x.map((value) => 2 - 3 * value),
    ),
  );
  expect(values[0]).toBeCloseTo(1, 6);
});

it('Miller-Madow leaves independence near 0 where the plug-in estimate would not be', async () => {
  const { values } = await estimate(histogram, gaussian(0, 3000));
  expect(Math.abs(values[0])).toBeLessThan(0.02);
});

it.each([spearman, gaussianCopula, ksgEstimator, histogram, kde, distanceCorrelation])(
  '$info.name: symmetric, 0 with a note for a constant, stops when asked',
  async (estimator) => {
    const samples = table([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], Array(8).fill(5));
    const { values, notes } = await estimate(estimator, samples, [0, 1, 1, 0, 0, 2]);
    expect(values[0]).toBeCloseTo(values[1], 6);
    expect(values[2]).toBe(0);
    expect(notes[0]).toContain('does not change');
    const stopped = estimator.estimate(samples, Uint32Array.of(0, 1), {
      models,
      options: resolveOptions(estimator.info),
      signal: AbortSignal.abort(),
    });
    await expect(stopped[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'ABORTED' });
  },
);
