import { describe, expect, it } from 'vitest';
import { autoThreshold } from '#core/segment/autoThreshold.ts';

describe('autoThreshold', () => {
  it('lies in the middle of the gap between two groups', () => {
    // Bins of 3.6 / 256 between 0.4 and 4: every split from above 0.5 to 3.9 is equally good.
    const threshold = autoThreshold([0.4, 0.5, 0.4, 0.5, 3.9, 4]);
    expect(threshold).toBeCloseTo(2.2, 1);
  });

  it('follows the classes, not the middle of the range', () => {
    // 90 scores around 0.1, nine around 0.5, one at 1: by hand the variance between is greatest below 0.5.
    const scores = [
      ...Array.from({ length: 90 }, (_, i) => 0.05 + i / 900),
      ...Array.from({ length: 9 }, (_, i) => 0.5 + i / 100),
      1,
    ];
    const threshold = autoThreshold(scores);
    expect(threshold).toBeGreaterThan(0.15);
    expect(threshold).toBeLessThanOrEqual(0.5);
  });

  it('selects the highest score at least', () => {
    expect(autoThreshold([2, 2, 2])).toBe(2);
    expect(autoThreshold([1, 2])).toBeLessThanOrEqual(2);
    expect(autoThreshold([1, 2])).toBeGreaterThan(1);
    expect(autoThreshold([])).toBe(0);
  });
});
