import { describe, expect, it } from 'vitest';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { createRandom } from '#core/random.ts';

const ranks = (...values: number[]) => [...doubledMidranks(Float64Array.from(values))];

describe('doubledMidranks', () => {
  it('are twice the ranks without ties', () => {
    expect(ranks(0.3, -1e300, 7, 2)).toEqual([4, 2, 8, 6]);
  });

  it('share the middle of the ranks that ties cover', () => {
    // scipy.stats.rankdata([5, 1, 5, 5, 2]) is [4, 1, 4, 4, 2].
    expect(ranks(5, 1, 5, 5, 2)).toEqual([8, 2, 8, 8, 4]);
    expect(ranks(4, 4)).toEqual([3, 3]);
    expect(ranks()).toEqual([]);
  });

  it('hold -0 and 0 for equal, and order both infinities', () => {
    expect(ranks(0, -0, 1, -Infinity, Infinity)).toEqual([5, 5, 8, 2, 10]);
  });

  it('agree with counting on numbers of either sign and every magnitude', () => {
    const random = createRandom(3);
    const values = Float64Array.from({ length: 400 }, (_, t) => {
      const value = random.normal() * 10 ** ((t % 40) - 20);
      return t % 3 ? value : Math.round(value);
    });
    const counted = [...values].map(
      (value) =>
        values.filter((other) => other < value).length +
        values.filter((other) => other <= value).length +
        1,
    );
    expect([...doubledMidranks(values)]).toEqual(counted);
  });

  it('take 32 bits where 16 do not hold 2T', () => {
    const long = doubledMidranks(Float64Array.from({ length: 40_000 }, (_, t) => -t));
    expect(long).toBeInstanceOf(Uint32Array);
    expect(long[0]).toBe(80_000);
    expect(doubledMidranks(new Float64Array(9))).toBeInstanceOf(Uint16Array);
  });
});
