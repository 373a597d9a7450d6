import { describe, expect, it } from 'vitest';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { networks } from '#core/infonet/networks.ts';
import accurate from '../../../golden/infonet/infonet.json' with { type: 'json' };
import fast from '../../../golden/infonet/infonet-fast.json' with { type: 'json' };

const golden = { accurate, fast };

const ranksOf = (values: number[]) => doubledMidranks(Float64Array.from(values)) as Uint16Array;

/** The thorough network's are the accurate one's. */
describe.each(['fast', 'accurate'] as const)('features, %s', (name) => {
  const { createFeaturizer, histogramCells, statisticsCount } = networks[name];

  function featuresOf(x: Uint16Array, y: Uint16Array, featurizer = createFeaturizer(x.length)) {
    const histogram = new Float32Array(histogramCells * histogramCells);
    const statistics = new Float32Array(statisticsCount);
    featurizer.write(variableCells(x), variableCells(y), 0, histogram, statistics);
    return { histogram, statistics };
  }

  it.each(golden[name])('are those of the training code: $family, $x.length samples', (pair) => {
    const x = Uint16Array.from(pair.x);
    const { histogram, statistics } = featuresOf(x, Uint16Array.from(pair.y));
    // Float32 in both, written with 7 digits; sums in another order differ in the last of float64.
    pair.statistics.forEach((value, i) => {
      expect(Math.abs(statistics[i] - value), `statistic ${i}`).toBeLessThan(2e-6);
    });
    const counts = Array.from(histogram, (share) => Math.round(share * x.length));
    const rows = Array.from({ length: histogramCells }, (_, i) =>
      counts.slice(i * histogramCells, (i + 1) * histogramCells).reduce((a, b) => a + b),
    );
    expect(rows).toEqual(pair.histogramRows);
    expect(counts.reduce((sum, n) => sum + n * n, 0)).toBe(pair.histogramSquares);
  });

  it('of a perfect relation are known in closed form', () => {
    const ranks = ranksOf(Array.from({ length: 768 }, (_, i) => i));
    const { statistics } = featuresOf(ranks, ranks);
    expect(statistics[0]).toBeCloseTo(Math.log(768), 6);
    // Every sample on the diagonal of the grid: plug-in MI log G, G occupied cells of 768 / G samples each.
    const levels = name === 'fast' ? 7 : 8;
    for (let level = 1; level <= levels; level++)
      expect(statistics[2 + level]).toBeCloseTo(level * Math.LN2, 6);
    if (name === 'accurate')
      for (let level = 1; level <= levels; level++)
        expect(statistics[10 + level]).toBeCloseTo(2 ** level / 768, 7);
    else
      [5, 6, 7].forEach((level, i) =>
        [1, 2, 4, 8].forEach((least, j) =>
          expect(statistics[10 + 4 * i + j]).toBeCloseTo(
            768 / 2 ** level >= least ? 2 ** level / 768 : 0,
            7,
          ),
        ),
      );
  });

  it('do not depend on the order of x and y, beyond rounding', () => {
    const x = ranksOf(Array.from({ length: 500 }, (_, i) => Math.sin(3 * i * i)));
    const y = ranksOf(Array.from({ length: 500 }, (_, i) => Math.round(5 * Math.cos(i))));
    const there = featuresOf(x, y);
    const back = featuresOf(y, x);
    there.statistics.forEach((value, i) => expect(back.statistics[i]).toBeCloseTo(value, 6));
    for (let i = 0; i < histogramCells; i++) {
      for (let j = 0; j < histogramCells; j++) {
        expect(back.histogram[j * histogramCells + i]).toBe(
          there.histogram[i * histogramCells + j],
        );
      }
    }
  });

  it('leave nothing behind in the counters', () => {
    const featurizer = createFeaturizer(300);
    const x = ranksOf(Array.from({ length: 300 }, (_, i) => Math.sin(i * i)));
    const y = ranksOf(Array.from({ length: 300 }, (_, i) => Math.cos(7 * i)));
    const first = featuresOf(x, y, featurizer);
    featuresOf(y, y, featurizer);
    expect(featuresOf(x, y, featurizer)).toEqual(first);
  });

  it('stay finite for constants and for very short samples', () => {
    for (const values of [[1, 1, 1, 1], [3], [1, 2]]) {
      const ranks = ranksOf(values);
      for (const value of featuresOf(ranks, ranks).statistics) expect(value).toBeTypeOf('number');
      expect(featuresOf(ranks, ranks).statistics.every(Number.isFinite)).toBe(true);
    }
  });
});
