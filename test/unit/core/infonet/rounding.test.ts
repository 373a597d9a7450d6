import { describe, expect, it } from 'vitest';
import {
  gaussianMixture,
  paperProtocol,
  randomMixture,
} from '#core/infonet/evaluation/gaussianMixture.ts';
import { gaussLegendre } from '#core/infonet/evaluation/quadrature.ts';
import { roundDraw } from '#core/infonet/evaluation/rounding.ts';
import { createRandom } from '#core/random.ts';

describe('gaussLegendre', () => {
  it.each([1, 2, 5, 8, 24])('of %i nodes is exact for polynomials up to degree 2n - 1', (n) => {
    const { nodes, weights } = gaussLegendre(n);
    for (let degree = 0; degree < 2 * n; degree++) {
      const integral = nodes.reduce((sum, x, i) => sum + weights[i] * x ** degree, 0);
      expect(integral).toBeCloseTo(degree % 2 === 0 ? 2 / (degree + 1) : 0, 13);
    }
  });
});

describe('roundDraw', () => {
  const rho = 0.8;
  const normal = gaussianMixture([{ weight: 1, mean: [0, 0], covariance: [1, rho, 1] }]);

  it('to two levels gives the probabilities of quadrants', () => {
    // Levels at -6 and 6: the cells meet at 0 and reach far beyond the density.
    const x = Float64Array.of(-6, 6, 0.3, 0.4);
    const y = Float64Array.of(-6, 6, 0.1, -0.2);
    const rounded = roundDraw({ x, y, oracle: 0 }, normal, { levels: 2, variables: 'both' });
    expect([...rounded.x]).toEqual([-6, 6, 6, 6]);
    expect([...rounded.y]).toEqual([-6, 6, 6, -6]);
    // Sheppard (1899): P(x > 0, y > 0) = 1/4 + asin(rho) / 2 pi.
    const same = 0.25 + Math.asin(rho) / (2 * Math.PI);
    const expected = (3 * Math.log(4 * same) + Math.log(4 * (0.5 - same))) / 4;
    expect(rounded.oracle).toBeCloseTo(expected, 9);
  });

  it('of x alone to two levels gives the probability of a side at each y', () => {
    // P(x > 0 | y) is that of a normal of mean rho y and variance 1 - rho²; at y = 0 it is a half: no information.
    const x = Float64Array.of(-6, 6, 0.3);
    const y = Float64Array.of(0, 0, 0);
    const rounded = roundDraw({ x, y, oracle: 0 }, normal, { levels: 2, variables: 'x' });
    expect(rounded.oracle).toBeCloseTo(0, 9);
    expect(rounded.y).toBe(y);
  });

  it('to many levels changes the oracle hardly, to few it takes information away', () => {
    const draw = normal.draw(createRandom(1), 2000);
    const oracle = (levels: number, variables: 'x' | 'both') =>
      roundDraw(draw, normal, { levels, variables }).oracle;
    // A step of s standard deviations loses about s²/24 (1 - rho²)⁻¹ a variable: 1e-7 at 20,000 levels.
    expect(oracle(20_000, 'both')).toBeCloseTo(draw.oracle, 5);
    expect(oracle(20_000, 'x')).toBeCloseTo(draw.oracle, 5);
    expect(oracle(8, 'both')).toBeLessThan(oracle(8, 'x'));
    expect(oracle(8, 'x')).toBeLessThan(draw.oracle);
  });

  it('is unbiased: the mean over samples is the information of the rounded variables', () => {
    const mixture = randomMixture(createRandom(4), paperProtocol);
    const draw = mixture.draw(createRandom(5), 4000);
    const { x, y, oracle } = roundDraw(draw, mixture, { levels: 24, variables: 'both' });
    // Plug-in information of the table of counts of many draws at the same levels, of which a few fall outside.
    const [first, last] = [Math.min(...draw.x), Math.max(...draw.x)];
    const [low, high] = [Math.min(...draw.y), Math.max(...draw.y)];
    expect(Math.min(...x)).toBe(first);
    expect(Math.max(...x)).toBeCloseTo(last, 12);
    expect(Math.min(...y)).toBe(low);
    const many = mixture.draw(createRandom(6), 400_000);
    const counts = new Float64Array(24 * 24);
    let inside = 0;
    for (let t = 0; t < many.x.length; t++) {
      const i = Math.round(((many.x[t] - first) / (last - first)) * 23);
      const j = Math.round(((many.y[t] - low) / (high - low)) * 23);
      if (i < 0 || i > 23 || j < 0 || j > 23) continue;
      counts[i + 24 * j] += 1;
      inside += 1;
    }
    expect(inside).toBeGreaterThan(399_000);
    const rows = Array.from({ length: 24 }, (_, i) =>
      counts.reduce((sum, c, k) => (k % 24 === i ? sum + c : sum), 0),
    );
    const columns = Array.from({ length: 24 }, (_, j) =>
      counts.slice(24 * j, 24 * j + 24).reduce((sum, c) => sum + c, 0),
    );
    let information = 0;
    counts.forEach((c, k) => {
      if (c > 0)
        information +=
          (c / inside) * Math.log((c * inside) / (rows[k % 24] * columns[Math.floor(k / 24)]));
    });
    // Four standard errors of a mean over 4000 whose deviation is about .8, the plug-in's own error far below.
    expect(Math.abs(oracle - information)).toBeLessThan(0.05);
  });
});
