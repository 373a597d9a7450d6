import { describe, expect, it } from 'vitest';
import { coarseToFine } from '#core/tracks/order.ts';

describe('coarseToFine', () => {
  // A 16 x 16 lattice, its points numbered row by row.
  const side = 16;
  const x = Float64Array.from({ length: side * side }, (_, i) => i % side);
  const y = Float64Array.from({ length: side * side }, (_, i) => Math.floor(i / side));

  it('is a permutation', () => {
    expect([...coarseToFine(x, y)].sort((a, b) => a - b)).toEqual([...x.keys()]);
  });

  it('spreads every power-of-four prefix over the area, one point a tile', () => {
    const order = coarseToFine(x, y);
    for (const tiles of [2, 4, 8]) {
      const hit = new Set(
        [...order.slice(0, tiles * tiles)].map((point) => {
          const tile = (value: number) => Math.floor((value * tiles) / side);
          return tile(x[point]) * tiles + tile(y[point]);
        }),
      );
      expect(hit.size).toBe(tiles * tiles);
    }
  });

  it('spreads the others where some have no position', () => {
    const [gappyX, gappyY] = [Float64Array.of(...x, NaN), Float64Array.of(...y, NaN)];
    const order = coarseToFine(gappyX, gappyY);
    expect([...order].sort((a, b) => a - b)).toEqual([...gappyX.keys()]);
    const early = [...order.slice(0, 8)].filter((point) => point < x.length);
    expect(new Set(early.map((point) => Math.floor(y[point] / 8))).size).toBe(2);
    expect(new Set(early.map((point) => Math.floor(x[point] / 8))).size).toBe(2);
  });

  it('takes any number of points, also in one place', () => {
    expect([...coarseToFine(Float64Array.of(5), Float64Array.of(5))]).toEqual([0]);
    const same = new Float64Array(7);
    expect([...coarseToFine(same, same)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([...coarseToFine(new Float64Array(0), new Float64Array(0))]).toEqual([]);
  });
});
