import { describe, expect, it } from 'vitest';
import { donskerVaradhan } from '#core/infonet/donskerVaradhan.ts';

describe('donskerVaradhan', () => {
  const histogram = Float64Array.of(0.4, 0.1, 0.1, 0.4);

  it('reaches the mutual information of the cells with the true discriminant', () => {
    const table = histogram.map((share) => Math.log(share / 0.25));
    const information = 0.8 * Math.log(1.6) + 0.2 * Math.log(0.4);
    expect(donskerVaradhan(histogram, table, 2)).toBeCloseTo(information, 12);
  });

  it('ignores a constant, and large values do not overflow', () => {
    const table = Float64Array.of(1, -1, -0.5, 2);
    const shifted = table.map((theta) => theta + 2000);
    expect(donskerVaradhan(histogram, shifted, 2)).toBeCloseTo(
      donskerVaradhan(histogram, table, 2),
      9,
    );
  });

  it('is 0 for a flat table and for independence', () => {
    expect(donskerVaradhan(histogram, new Float64Array(4), 2)).toBeCloseTo(0, 12);
    const product = Float64Array.of(0.06, 0.14, 0.24, 0.56);
    const table = product.map((share, i) => Math.log(share / [0.06, 0.14, 0.24, 0.56][i]));
    expect(donskerVaradhan(product, table, 2)).toBeCloseTo(0, 12);
  });

  it('stays a lower bound for a wrong discriminant', () => {
    const wrong = Float64Array.of(0.9, -0.3, -0.6, 0.2);
    const information = 0.8 * Math.log(1.6) + 0.2 * Math.log(0.4);
    expect(donskerVaradhan(histogram, wrong, 2)).toBeLessThan(information);
  });
});
