import { describe, expect, it } from 'vitest';
import { bentPlaces } from '#core/copula/bend.ts';

describe('bentPlaces', () => {
  it('are the ranks themselves, to the last bit, where nothing is bent', () => {
    expect([...bentPlaces(3, 0)].slice(1)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('move by the bend at a quarter, and back at three; ends and middle stay', () => {
    // 2T = 8: u = 0, 1/8, ... 7/8.
    const places = bentPlaces(4, 1 / 16);
    const half = Math.SQRT1_2 / 2;
    [0, 1 + half, 2.5, 3 + half, 4, 5 - half, 5.5, 7 - half].forEach((place, i) =>
      expect(places[i + 1]).toBeCloseTo(place, 12),
    );
  });

  it('keep the order, and turn round with the axis', () => {
    const all = 200;
    const places = bentPlaces(all / 2, 1 / 64);
    for (let rank = 2; rank <= all; rank++)
      expect(places[rank]).toBeGreaterThan(places[rank - 1] + 0.9);
    // u and 1 - u are ranks r and 2T + 2 - r.
    for (let rank = 2; rank <= all; rank++)
      expect(places[rank]).toBeCloseTo(all - places[all + 2 - rank], 10);
  });
});
