import { describe, expect, it } from 'vitest';
import { areaUnderRoc } from '#core/metrics/areaUnderRoc.ts';

describe('areaUnderRoc', () => {
  it.each([
    [[2, 3], [0, 1], 1],
    [[0, 1], [2, 3], 0],
    [[1, 1], [1, 1, 1], 0.5],
    [[3, 1], [1, 0], 3.5 / 4],
  ])('of %j above %j is %d', (positives, negatives, area) => {
    expect(areaUnderRoc(positives, negatives)).toBe(area);
  });

  it('of nothing is refused', () => {
    expect(() => areaUnderRoc([], [1])).toThrow(RangeError);
    expect(() => areaUnderRoc([1], [])).toThrow(RangeError);
  });
});
