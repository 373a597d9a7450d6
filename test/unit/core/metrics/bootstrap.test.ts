import { expect, it } from 'vitest';
import { bootstrapMean } from '#core/metrics/bootstrap.ts';

it('the interval of a mean is about 1.96 standard errors to either side, and repeats', () => {
  // 50 zeros and 50 ones: standard error 0.05. The ends are quantised by 1/100: two steps of tolerance.
  const values = Array.from({ length: 100 }, (_, i) => i % 2);
  const { mean, low, high } = bootstrapMean(values, 1);
  expect(mean).toBe(0.5);
  expect(Math.abs(low - (0.5 - 1.96 * 0.05))).toBeLessThanOrEqual(0.02);
  expect(Math.abs(high - (0.5 + 1.96 * 0.05))).toBeLessThanOrEqual(0.02);
  expect(bootstrapMean(values, 1)).toEqual({ mean, low, high });
});

it('one value is its own interval, none is refused', () => {
  expect(bootstrapMean([0.3], 1)).toEqual({ mean: 0.3, low: 0.3, high: 0.3 });
  expect(() => bootstrapMean([], 1)).toThrow('no values');
});
