import { describe, expect, it } from 'vitest';
import { smoothed, smoothingMatrix, unsmoothed } from '#core/infonet/smoothing.ts';
import { createRandom } from '#core/random.ts';

const cells = 32;

describe('smoothingMatrix', () => {
  it('has the weights of a Gaussian in rows that sum to 1', () => {
    const matrix = smoothingMatrix(3, 0.6);
    const [near, far] = [Math.exp(-0.5 / 0.36), Math.exp(-2 / 0.36)];
    expect(matrix[4]).toBeCloseTo(1 / (1 + 2 * near), 12);
    expect(matrix[3]).toBeCloseTo(near / (1 + 2 * near), 12);
    expect(matrix[2]).toBeCloseTo(far / (1 + near + far), 12);
  });
});

describe('smoothed', () => {
  it('keeps a constant, up to the border', () => {
    for (const value of smoothed(new Float64Array(cells * cells).fill(0.7), cells, 0.6))
      expect(value).toBeCloseTo(0.7, 12);
  });

  it('spreads a single cell by the product of both kernels', () => {
    const single = new Float64Array(cells * cells);
    single[10 * cells + 20] = 1;
    const table = smoothed(single, cells, 0.6);
    const matrix = smoothingMatrix(cells, 0.6);
    for (const [i, j] of [
      [10, 20],
      [11, 20],
      [10, 19],
      [12, 21],
    ])
      expect(table[i * cells + j]).toBeCloseTo(matrix[i * cells + 10] * matrix[j * cells + 20], 12);
  });
});

describe('unsmoothed', () => {
  it('brings a rough table back, also from 32-bit numbers', () => {
    const random = createRandom(1);
    const table = Float64Array.from({ length: cells * cells }, () => random.normal());
    const exact = unsmoothed(smoothed(table, cells, 0.6), cells, 0.6);
    const short = unsmoothed(Float32Array.from(smoothed(table, cells, 0.6)), cells, 0.6);
    for (let i = 0; i < table.length; i++) {
      expect(Math.abs(exact[i] - table[i])).toBeLessThan(1e-10);
      // Rounding to 32 bits is 1e-7 of numbers near 1, and grows about tenfold.
      expect(Math.abs(short[i] - table[i])).toBeLessThan(1e-5);
    }
  });
});
