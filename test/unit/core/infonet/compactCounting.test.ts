import { describe, expect, it } from 'vitest';
import {
  createPairCounter,
  detailedLevels,
  gridStarts,
  leastCounts,
} from '#core/infonet/compactCounting.ts';
import { cellsOfPair, occupiedCells } from '../../../support/gridCells.ts';

describe.each([
  ['fewer samples than cells', 700],
  ['the most that are summed sample by sample', 8191],
  ['the fewest that are not', 8192],
  ['more than 16-bit counters hold', 70_000],
])('createPairCounter, %s', (_, sampleCount) => {
  const [x, y] = cellsOfPair(sampleCount);
  const counted = createPairCounter(sampleCount)(x.spread, y.spread);
  // The next pair overwrites them.
  const [counts, sums, cells] = [counted.counts, counted.sums, counted.cells].map((all) => [
    ...all,
  ]);

  it.each([1, 2, 3, 4, 5, 6, 7])('counts as one cell after the other does: level %i', (level) => {
    const occupied = occupiedCells(x.spread, y.spread, 8 - level);
    const grid = counts.slice(gridStarts[level], gridStarts[level - 1]);
    expect(grid.filter((n) => n > 0).sort((a, b) => a - b)).toEqual(occupied);
    // Sums of thousands of terms in another order differ in the last digits of float64.
    expect(sums[level] / occupied.reduce((sum, n) => sum + n * Math.log(n), 0)).toBeCloseTo(1, 12);
    if (!detailedLevels.includes(level)) return;
    const at = detailedLevels.indexOf(level) * leastCounts;
    expect(cells.slice(at, at + leastCounts)).toEqual(
      [1, 2, 4, 8].map((least) => occupied.filter((n) => n >= least).length),
    );
  });

  it('puts the four cells of a coarser one side by side', () => {
    const finest = gridStarts[7];
    const first = counts.slice(finest, finest + 4).reduce((a, b) => a + b);
    expect(counts[gridStarts[6]]).toBe(first);
  });
});
