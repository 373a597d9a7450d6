import { variableCells, type VariableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { createRandom } from '#core/random.ts';

/** The cell whose bits were put at the even places. */
export function unspread(bits: number): number {
  let cell = 0;
  for (let bit = 0; bit < 8; bit++) cell |= ((bits >> (2 * bit)) & 1) << bit;
  return cell;
}

/** Noisy, with ties, and denser here than there: cells with many samples, with few and with none. */
export function cellsOfPair(sampleCount: number): VariableCells[] {
  const random = createRandom(sampleCount);
  const x = Float64Array.from({ length: sampleCount }, () => random.normal());
  const y = x.map((value) => Math.round(20 * (value + 0.3 * random.normal())));
  return [x, y].map((values) => variableCells(doubledMidranks(values)));
}

/**
 * The samples in each cell of a pair that has any, in increasing order, counted one cell after the other.
 *
 * @param halved how often the grid's cells are joined by twos along both axes
 */
export function occupiedCells(x: Uint16Array, y: Uint16Array, halved: number): number[] {
  const byCell = new Map<string, number>();
  for (let t = 0; t < x.length; t++) {
    const cell = [x, y].map((cells) => unspread(cells[t]) >> halved).join();
    byCell.set(cell, (byCell.get(cell) ?? 0) + 1);
  }
  return [...byCell.values()].sort((a, b) => a - b);
}
