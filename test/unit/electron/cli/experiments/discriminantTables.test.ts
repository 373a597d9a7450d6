import { describe, expect, it } from 'vitest';
import { roughness, trueTable } from '#electron/cli/experiments/support/discriminantTables.ts';
import { gaussianMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { createRandom } from '#core/random.ts';

const quarters = [0, 0.25, 0.5, 0.75, 1];

describe('trueTable', () => {
  it('of a Gaussian is the closed form at the quantiles', () => {
    const rho = 0.5;
    const gaussian = gaussianMixture([{ weight: 1, mean: [0, 0], covariance: [1, rho, 1] }]);
    const table = trueTable(gaussian, createRandom(1), quarters);
    const quantiles = [-1.1503, -0.3186, 0.3186, 1.1503]; // of 1/8, 3/8, 5/8, 7/8
    for (const [i, u] of quantiles.entries())
      for (const [j, v] of quantiles.entries()) {
        const q = (rho * rho * (u * u + v * v) - 2 * rho * u * v) / (2 * (1 - rho * rho));
        // The quantiles of 100,000 draws are off by at most .02, the slopes here are below 2.
        expect(Math.abs(table[4 * i + j] - (-Math.log(1 - rho * rho) / 2 - q))).toBeLessThan(0.04);
      }
  });

  it('holds numbers where there is no density', () => {
    const far = gaussianMixture(
      [-1e3, 1e3].map((x) => ({ weight: 1, mean: [x, x], covariance: [1, 0, 1] }) as const),
    );
    expect(Math.min(...trueTable(far, createRandom(1), quarters))).toBe(-20);
  });
});

describe('roughness', () => {
  it('of a plane is 0, of a parabola along one axis half its second difference squared', () => {
    const cells = 8;
    const table = (f: (i: number, j: number) => number) =>
      Array.from({ length: cells * cells }, (_, at) => f(Math.floor(at / cells), at % cells));
    expect(roughness(table((i, j) => 3 * i - 2 * j), cells)).toBe(0); // prettier-ignore
    expect(roughness(table((_, j) => j * j), cells)).toBe(2); // prettier-ignore
  });
});
