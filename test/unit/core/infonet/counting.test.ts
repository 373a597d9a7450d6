import { describe, expect, it } from 'vitest';
import { createGridCounter } from '#core/infonet/counting.ts';
import { cellsOfPair, occupiedCells } from '../../../support/gridCells.ts';

describe.each([
  ['fewer samples than cells', 700],
  ['the most that are summed sample by sample', 8191],
  ['the fewest that are not', 8192],
  ['more than 16-bit counters hold', 70_000],
])('createGridCounter, %s', (_, sampleCount) => {
  const [x, y] = cellsOfPair(sampleCount);
  const count = createGridCounter(sampleCount);
  // A pair before: nothing of it may stay.
  count(y, y);
  const sums = structuredClone(count(x, y));
  const grids = [
    ...[2, 4, 8, 16, 32, 64, 128, 256].map((side, i) => ({
      side,
      occupied: occupiedCells(x.spread, y.spread, 7 - i),
    })),
    ...[3, 6, 12, 24, 48, 96].map((side, i) => ({
      side,
      occupied: occupiedCells(x.spreadThird, y.spreadThird, 5 - i),
    })),
  ];

  it.each(grids.map((grid, i) => ({ ...grid, i })))(
    'counts as one cell after the other does: grid of $side',
    ({ occupied, i }) => {
      expect(sums.occupied[i]).toBe(occupied.length);
      // Sums of thousands of terms in another order differ in the last digits of float64.
      const nLogN = occupied.reduce((sum, n) => sum + n * Math.log(n), 0);
      expect(sums.nLogN[i] / nLogN).toBeCloseTo(1, 12);
      if (i >= 8) return;
      const octaves = new Array<number>(7).fill(0);
      for (const n of occupied) octaves[Math.min(Math.floor(Math.log2(n)), 6)] += n;
      expect([...sums.octaves.slice(7 * i, 7 * i + 7)]).toEqual(octaves);
    },
  );
});
