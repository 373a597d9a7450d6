import { describe, expect, it } from 'vitest';
import { unbent } from '#core/copula/bend.ts';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { unspread } from '../../../support/gridCells.ts';

const cellsOf = (values: number[]) => variableCells(doubledMidranks(Float64Array.from(values)));

describe('variableCells', () => {
  it('puts the middle of the ranks into the middle cells', () => {
    // Five values: u = .1, .3, .5, .7, .9.
    const cells = cellsOf([30, 10, 50, 20, 40]);
    expect([...cells.spread].map(unspread)).toEqual([128, 25, 230, 76, 179]);
    expect([...cells.spreadThird].map(unspread)).toEqual([48, 9, 86, 28, 67]);
    // 128 is 1000 0000, 25 is 0001 1001.
    expect([...cells.spread.slice(0, 2)]).toEqual([0b0100_0000_0000_0000, 0b0000_0001_0100_0001]);
  });

  it('gives the entropy of equal cells exactly', () => {
    const cells = cellsOf(Array.from({ length: 768 }, (_, i) => i));
    // 768 values fill every grid evenly: the entropy is log G, up to the rounding of a sum.
    for (let level = 1; level <= 8; level++)
      expect(cells.dyadicEntropy[level - 1]).toBeCloseTo(level * Math.LN2, 12);
    for (let level = 0; level < 6; level++)
      expect(cells.thirdEntropy[level]).toBeCloseTo(Math.log(3 * 2 ** level), 12);
    expect(cells.tieShare).toBe(0);
    expect(cells.constant).toBe(false);
  });

  it('counts ties and knows a constant', () => {
    expect(cellsOf([1, 1, 2, 3, 3]).tieShare).toBe(0.5);
    const constant = cellsOf([7, 7, 7]);
    expect(constant).toMatchObject({ tieShare: 1, constant: true });
    expect([...constant.dyadicEntropy]).toEqual(new Array(8).fill(0));
  });

  it('bends its axis: other cells, the same ranks, and what the cells hold counted anew', () => {
    const cells = cellsOf(Array.from({ length: 768 }, (_, i) => i));
    const bend = { quarters: 1 / 64, middle: 0 };
    const bent = cells.bent(bend);
    expect(bent.ranks).toBe(cells.ranks);
    // A quarter of a cell past u = 1/4, 1/2 and 3/4: they move by 1/64, four cells of 256, by next to nothing, and back.
    const moves = [192, 384, 576].map((t) => bent.dyadic[t] - cells.dyadic[t]);
    expect(moves).toEqual([4, 0, -4]);
    expect(bent.tieShare).toBe(0);
    // Not all cells hold as many any more.
    expect(bent.dyadicEntropy[7]).toBeLessThan(8 * Math.LN2 - 1e-3);
    const counts = new Map<number, number>();
    for (const cell of bent.dyadic) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const entropy = [...counts.values()].reduce((h, n) => h - (n / 768) * Math.log(n / 768), 0);
    expect(bent.dyadicEntropy[7]).toBeCloseTo(entropy, 12);
    expect(cells.bent(bend)).toBe(bent);
    expect(cells.bent(unbent)).toBe(cells);
  });

  it('does not change under a strictly increasing map', () => {
    const values = Array.from({ length: 200 }, (_, i) => Math.sin(i * i));
    expect(cellsOf(values.map((v) => Math.exp(5 * v)))).toEqual(cellsOf(values));
  });
});
