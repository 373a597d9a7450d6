import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import { unbent, type Bend } from '#core/copula/bend.ts';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import {
  bentCoordinates,
  hardOccupancy,
  softOccupancy,
} from '#core/infonet/differentiable/occupancy.ts';
import { hardPair, pairFeatures } from '#core/infonet/differentiable/softFeatures.ts';
import { networkNames, networks, type NetworkName } from '#core/infonet/networks.ts';
import { createRandom } from '#core/random.ts';

const tf = await loadTensorflow();
const random = createRandom(4);
const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());

function featuresOf(name: NetworkName, x: Float64Array, y: Float64Array, bend: Bend) {
  const { histogramCells, statisticsCount, createFeaturizer } = networks[name];
  const histogram = new Float32Array(histogramCells ** 2);
  const statistics = new Float32Array(statisticsCount);
  const [a, b] = [x, y].map((values) => variableCells(doubledMidranks(values)).bent(bend));
  createFeaturizer(x.length).write(a, b, 0, histogram, statistics);
  return { histogram, statistics };
}

describe.each(networkNames)('pairFeatures of the %s network', (name) => {
  const smooth = normals(700);
  it.each([
    ['independent', normals(300), normals(300)],
    [
      'independent, on bent axes',
      normals(300),
      normals(300),
      { quarters: 1 / 64, middle: -1 / 16 },
    ],
    // Cells of more than 64 samples, and of none.
    ['the same', smooth, smooth],
    ['rounded', normals(500).map((v) => Math.round(3 * v)), normals(500)],
    ['two samples', Float64Array.of(1, 2), Float64Array.of(2, 1)],
  ])('of hard cells are what the featurizer counts: %s', (_, x, y, bend = unbent) => {
    const expected = featuresOf(name, x, y, bend);
    const { histogram, statistics } = tf.tidy(() => {
      const [left, right] = [x, y].map(doubledMidranks);
      const features = pairFeatures(tf, name, hardPair(tf, left, right, bend), x.length);
      expect(features.statistics.shape).toEqual([1, networks[name].statisticsCount]);
      return {
        histogram: features.histogram.dataSync(),
        statistics: features.statistics.dataSync(),
      };
    });
    // One divides by T, the other may multiply by 1 / T.
    expected.histogram.forEach((v, i) => expect(Math.abs(histogram[i] - v)).toBeLessThan(1e-7));
    // Sums in float32 here, in float64 there; the shares are differences of numbers of up to 64.
    expected.statistics.forEach((v, i) => expect(Math.abs(statistics[i] - v)).toBeLessThan(2e-5));
  });
});

describe('softOccupancy', () => {
  const occupancy = (
    u: number[],
    softness: number,
    grid: number,
    spacing: 'equal' | 'arcsine' = 'equal',
  ) => softOccupancy(tf, tf.tensor1d(u), softness)(grid, spacing).arraySync();

  it('shares a sample between the nearest cell centres, and keeps all of it inside', () => {
    // On 4 cells of width 1/4: at a centre, a quarter cell past one, on a border, at both ends.
    const rows = occupancy([0.375, 0.4375, 0.5, 0, 1], 1, 4);
    expect(rows).toEqual([
      [0, 1, 0, 0],
      [0, 0.75, 0.25, 0],
      [0, 0.5, 0.5, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  it.each([
    ['equal', 0, 0],
    ['equal', 1 / 64, 1 / 16],
    ['arcsine', 0, 0],
    ['arcsine', -1 / 64, 0],
  ] as const)(
    'becomes the hard one of %s cells as the softness goes to 0, bent by %d and %d',
    (spacing, quarters, middle) => {
      const bend = { quarters, middle };
      const ranks = doubledMidranks(normals(50));
      const u = bentCoordinates(
        tf,
        tf.tensor1d(Array.from(ranks, (rank) => (rank - 1) / 100)),
        bend,
      ).arraySync();
      // Few ranks of 50 samples lie within 1/2000 of a border of 16 cells.
      const hard = hardOccupancy(tf, ranks, bend)(16, spacing).arraySync();
      const soft = occupancy(u, 1e-3, 16, spacing);
      const steps = u.map(
        (v) => 16 * (spacing === 'equal' ? v : (2 / Math.PI) * Math.asin(Math.sqrt(v))),
      );
      const inside = steps.map((step) => Math.abs(step - Math.round(step)) > 1e-3);
      expect(soft.filter((_, t) => inside[t])).toEqual(hard.filter((_, t) => inside[t]));
      expect(inside.filter(Boolean).length).toBeGreaterThan(40);
    },
  );
});
