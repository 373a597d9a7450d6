import { describe, expect, it } from 'vitest';
import { againstChance, cellCentres, cellsAlong } from '#core/infonet/discriminantTable.ts';

describe('againstChance', () => {
  it('is 0 where ranks meet as often as by chance', () => {
    expect(againstChance([7, 7, 7, 7], [0, 0.3, 1])).toEqual([0, 0, 0, 0]);
    // exp gives 1, 1, 1, 5: the mean over equal cells is 2.
    const [low, , , high] = againstChance([0, 0, 0, Math.log(5)], [0, 0.5, 1]);
    expect(low).toBeCloseTo(-Math.log(2), 12);
    expect(high).toBeCloseTo(Math.log(2.5), 12);
  });

  it('weighs cells by their area', () => {
    // A cell of 9 / 16 with 1 + 16 / 9, the others with 1: the mean is 2.
    const table = [Math.log(1 + 16 / 9), 0, 0, 0];
    expect(againstChance(table, [0, 0.75, 1])[3]).toBeCloseTo(-Math.log(2), 12);
  });
});

describe('the square of a table', () => {
  it('has the cell at the middle of each step, and each cell its own middle', () => {
    expect(cellsAlong([0, 0.3, 1], 4)).toEqual([0, 1, 1, 1]);
    expect(cellCentres([0, 0.5, 1])).toEqual([0.25, 0.75]);
  });
});
