import { describe, expect, it } from 'vitest';
import { normal } from '#core/infonet/evaluation/knownCopulas.ts';
import { monteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { randomTriplet, tripletTruth } from '#core/infonet/evaluation/triplets.ts';
import { createRandom } from '#core/random.ts';

describe('monteCarloTruth', () => {
  it('of a normal lies within its standard errors of the closed form', () => {
    const { value, standardError } = monteCarloTruth(normal(0.75), createRandom(1), 40_000);
    expect(Math.abs(value + Math.log(1 - 0.75 ** 2) / 2)).toBeLessThan(4 * standardError);
    // The pointwise information of a normal has the deviation |rho|; 80 groups know theirs to about 8 %.
    expect(standardError / (0.75 / 200)).toBeGreaterThan(0.7);
    expect(standardError / (0.75 / 200)).toBeLessThan(1.3);
  });

  it('is the same from the same seed', () => {
    const once = () => monteCarloTruth(normal(0.3), createRandom(9), 800);
    expect(once()).toEqual(once());
  });
});

describe('randomTriplet', () => {
  const correlation = (x: Float64Array, y: Float64Array) => {
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
    const [mx, my] = [mean(x), mean(y)];
    const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
    const xy = sum((i) => (x[i] - mx) * (y[i] - my));
    return xy / Math.sqrt(sum((i) => (x[i] - mx) ** 2) * sum((i) => (y[i] - my) ** 2));
  };

  it('of one component is a Gaussian: the truths follow from the correlations', () => {
    for (const seed of [1, 2, 3]) {
      const triplet = randomTriplet(createRandom(seed), 1);
      const { xy, xz } = triplet.draw(createRandom(seed), 40_000);
      const truth = tripletTruth(triplet, createRandom(100 + seed), 40_000);
      for (const [pair, { value, standardError }] of [
        [xy, truth.xy],
        [xz, truth.xz],
      ] as const) {
        const r = correlation(pair.x, pair.y);
        // The closed form of the sample's correlation scatters by |r| / 200 as well.
        const slack = 4 * Math.hypot(standardError, Math.abs(r) / 200);
        expect(Math.abs(value + Math.log(1 - r * r) / 2)).toBeLessThan(slack);
      }
    }
  });

  it('shares the samples of X, and the difference is that of the two', () => {
    const triplet = randomTriplet(createRandom(5), 4);
    const { xy, xz } = triplet.draw(createRandom(6), 30);
    expect(xy.x).toEqual(xz.x);
    expect(xy.y).not.toEqual(xz.y);
    const { xy: first, xz: second, difference } = tripletTruth(triplet, createRandom(7), 1600);
    expect(difference.value).toBeCloseTo(first.value - second.value, 12);
  });
});
