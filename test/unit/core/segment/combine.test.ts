import { describe, expect, it } from 'vitest';
import { combineScores } from '#core/segment/combine.ts';

describe('combineScores', () => {
  it('takes the mean, the least or the greatest', () => {
    const scores = Float32Array.of(3, -1, 4);
    expect(combineScores('mean', scores)).toBe(2);
    expect(combineScores('min', scores)).toBe(-1);
    expect(combineScores('max', scores)).toBe(4);
    expect(combineScores('mean', [0.5])).toBe(0.5);
  });
});
