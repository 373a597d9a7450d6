import { nLogNTable } from './nLogN.ts';
import type { RankArray } from './ranks.ts';

/**
 * A variable as the counting on grids needs it: its cells on the two families of grids, and what of the marginal
 * distribution enters every pair's statistics. Computed once per variable, shared by all of its pairs; a variable
 * of T samples takes 4T bytes.
 */
export interface VariableCells {
  /** (T) cell on the grid of 256; shifted right, the cell on 128, 64, ..., 2. */
  readonly dyadic: Uint8Array;
  /** (T) the same cell with its bits at the even places: twice x's and y's together number the cells of a pair. */
  readonly spread: Uint16Array;
  /** (T) cell on the grid of 96; shifted right, the cell on 48, 24, 12, 6, 3. */
  readonly third: Uint8Array;
  /** (8) nats: entropy of the cell on the grids 2, 4, ..., 256. */
  readonly dyadicEntropy: Float64Array;
  /** (6) nats: entropy of the cell on the grids 3, 6, ..., 96. */
  readonly thirdEntropy: Float64Array;
  /** Share of neighbours in rank order that are tied, 0..1; 0 for a single sample. */
  readonly tieShare: number;
  /** All samples are equal. */
  readonly constant: boolean;
}

export const dyadicLevels = 8;
export const thirdLevels = 6;
const thirdFinest = 96;
/** The common refinement of both finest grids: 768 = 3 * 256 = 8 * 96. */
const commonGrid = 768;

/**
 * Cells of a variable. With doubled midranks r the copula's coordinate is u = (r - 1) / 2T and the cell on a grid
 * of G is floor(G u), in integers: cells, like ranks, do not change under strictly increasing maps.
 *
 * @param ranks (T) doubled midranks, see `doubledMidranks`
 */
export function variableCells(ranks: RankArray): VariableCells {
  const count = ranks.length;
  const { dyadicOf, spreadOf, thirdOf, untied, squares, nLogN } = gridsOf(count);
  const dyadic = new Uint8Array(count);
  const spread = new Uint16Array(count);
  const third = new Uint8Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const rank = ranks[i];
    dyadic[i] = dyadicOf[rank];
    spread[i] = spreadOf[rank];
    third[i] = thirdOf[rank];
    sum += rank * rank;
  }
  // Ties lower the sum of squares, so equality says that there are none; then all depends on T alone.
  if (sum === squares) return { dyadic, spread, third, ...untied };
  const distinct = distinctRanks(ranks);
  return {
    dyadic,
    spread,
    third,
    ...entropiesOf(dyadic, third, nLogN),
    tieShare: count > 1 ? (count - distinct) / (count - 1) : 0,
    constant: distinct <= 1,
  };
}

/** What the cells of all variables of T samples share. */
interface Grids {
  /** (2T + 1) cells by doubled midrank. */
  readonly dyadicOf: Uint8Array;
  readonly spreadOf: Uint16Array;
  readonly thirdOf: Uint8Array;
  /** Of a variable without ties. */
  readonly untied: Omit<VariableCells, 'dyadic' | 'spread' | 'third'>;
  /** Σ of the squares of its doubled ranks, exact up to 2^53. */
  readonly squares: number;
  /** (T + 1) n log n */
  readonly nLogN: Float64Array;
}

/** Those of the last T: the variables of a clip come one after another. */
let last: { count: number; grids: Grids } | undefined;

function gridsOf(count: number): Grids {
  if (last?.count === count) return last.grids;
  const dyadicOf = new Uint8Array(2 * count + 1);
  const thirdOf = new Uint8Array(2 * count + 1);
  for (let rank = 1; rank <= 2 * count; rank++) {
    const cell = Math.floor(((rank - 1) * commonGrid) / (2 * count));
    dyadicOf[rank] = Math.floor(cell / 3);
    thirdOf[rank] = cell >> 3;
  }
  const spreadOf = Uint16Array.from(dyadicOf, spreadBits);
  let squares = 0;
  const dyadic = new Uint8Array(count);
  const third = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const rank = 2 * (i + 1);
    squares += rank * rank;
    dyadic[i] = dyadicOf[rank];
    third[i] = thirdOf[rank];
  }
  const nLogN = nLogNTable(count);
  const untied = { ...entropiesOf(dyadic, third, nLogN), tieShare: 0, constant: count <= 1 };
  const grids = { dyadicOf, spreadOf, thirdOf, untied, squares: count <= 1 ? NaN : squares, nLogN };
  last = { count, grids };
  return grids;
}

/** Eight bits at the even places of sixteen. */
function spreadBits(cell: number): number {
  let bits = 0;
  for (let bit = 0; bit < dyadicLevels; bit++) bits |= ((cell >> bit) & 1) << (2 * bit);
  return bits;
}

function entropiesOf(dyadic: Uint8Array, third: Uint8Array, nLogN: Float64Array) {
  const counted = (cells: Uint8Array, grid: number) => {
    const counts = new Uint32Array(grid);
    for (const cell of cells) counts[cell] += 1;
    return counts;
  };
  return {
    dyadicEntropy: entropies(counted(dyadic, 1 << dyadicLevels), dyadicLevels, nLogN),
    thirdEntropy: entropies(counted(third, thirdFinest), thirdLevels, nLogN),
  };
}

function distinctRanks(ranks: RankArray): number {
  const seen = new Uint8Array(2 * ranks.length + 1);
  let distinct = 0;
  for (let i = 0; i < ranks.length; i++) {
    distinct += 1 - seen[ranks[i]];
    seen[ranks[i]] = 1;
  }
  return distinct;
}

/** Entropies of the pooled counts, coarsest first. */
function entropies(finest: Uint32Array, levels: number, nLogN: Float64Array): Float64Array {
  const total = nLogN.length - 1;
  const result = new Float64Array(levels);
  let cells = finest.length;
  for (let level = levels - 1; level >= 0; level--) {
    let sum = 0;
    for (let i = 0; i < cells; i++) sum += nLogN[finest[i]];
    result[level] = (nLogN[total] - sum) / total;
    // Pooled in place: a cell reads only what lies at or above it.
    cells >>= 1;
    for (let i = 0; i < cells; i++) finest[i] = finest[2 * i] + finest[2 * i + 1];
  }
  return result;
}
