import { describe, expect, it } from 'vitest';
import { bentPlaces } from '#core/copula/bend.ts';

describe('bentPlaces', () => {
  it('are the ranks themselves, to the last bit, where nothing is bent', () => {
    expect([...bentPlaces(3, 0)].slice(1)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('move by the bend in the middle, and half of that at a sixth of the way from each end, which stay', () => {
    // 2T = 12: u = 0, 1/12, ... 11/12.
    const places = bentPlaces(6, 1 / 16);
    for (const [place, moved] of [
      [0, 0],
      [2, 0.375],
      [6, 0.75],
      [10, 0.375],
    ])
      expect(places[place + 1]).toBeCloseTo(place + moved, 12);
  });

  it('keep the order, and bend the other way when the axis is turned round', () => {
    const all = 200;
    const [places, turned] = [1 / 16, -1 / 16].map((bend) => bentPlaces(all / 2, bend));
    for (let rank = 2; rank <= all; rank++)
      expect(places[rank] - places[rank - 1]).toBeGreaterThan(0.8);
    // u and 1 - u are ranks r and 2T + 2 - r.
    for (let rank = 2; rank <= all; rank++)
      expect(places[rank]).toBeCloseTo(all - turned[all + 2 - rank], 10);
  });
});
