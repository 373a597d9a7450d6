import { arcsineCells } from './arcsineGrid.ts';
import { bentPlaces, unbent, type Bend } from './bend.ts';
import { nLogNTable } from './nLogN.ts';
import { createRankArray, type RankArray } from './ranks.ts';

/**
 * A variable as the counting on grids needs it: its cells on the two families of grids, and what of the marginal
 * distribution enters every pair's statistics. Computed once per variable, shared by all of its pairs; a variable
 * of T samples takes 2T bytes beside its ranks, 6T once its other cells were asked for.
 *
 * Cells whose bits lie at the even places are `spread`: twice x's and y's together number the cells of a pair, and that
 * number without its last two bits is the cell on the grid half as fine.
 */
export interface VariableCells {
  /** (T) doubled midranks. */
  readonly ranks: RankArray;
  /** (T) cell on the grid of 256. */
  readonly dyadic: Uint8Array;
  /** (T) cell on the grid of 256, spread. */
  readonly spread: Uint16Array;
  /** (T) cell on the grid of 96, spread; the coarsest of its kind is that of 3. */
  readonly spreadThird: Uint16Array;
  /** (T) cell on the grid of `arcsineSide` that is narrow at its ends, see `arcsineEdges`. */
  readonly arcsine: Uint8Array;
  /** (8) nats: entropy of the cell on the grids 2, 4, ..., 256. */
  readonly dyadicEntropy: Float64Array;
  /** (6) nats: entropy of the cell on the grids 3, 6, ..., 96. */
  readonly thirdEntropy: Float64Array;
  /** Share of neighbours in rank order that are tied, 0..1; 0 for a single sample. */
  readonly tieShare: number;
  /** All samples are equal. */
  readonly constant: boolean;
  /** The same variable on grids of the bent axis; its ranks stay. Made once for each bend, which is told by its identity. */
  bent(bend: Bend): VariableCells;
}

export const dyadicLevels = 8;
export const thirdLevels = 6;
const thirdFinest = 96;
/** Cells along each axis of the one grid that is narrow at its ends. */
export const arcsineSide = 64;
/** The common refinement of both finest grids: 768 = 3 * 256 = 8 * 96. */
const commonGrid = 768;

/**
 * Cells of a variable. With doubled midranks r the copula's coordinate is u = (r - 1) / 2T and the cell on a grid
 * of G is floor(G u), in integers: cells, like ranks, do not change under strictly increasing maps.
 *
 * @param ranks (T) doubled midranks, see `doubledMidranks`; they are kept
 */
export const variableCells = (ranks: RankArray): VariableCells => new RankedCells(ranks, unbent);

/** What the fast network does not need is made when it is asked for: a clip has thousands of variables. */
class RankedCells implements VariableCells {
  readonly spread: Uint16Array;
  readonly dyadicEntropy: Float64Array;
  readonly tieShare: number;
  readonly constant: boolean;
  readonly ranks: RankArray;
  readonly #grids: Grids;
  #dyadic: Uint8Array | undefined;
  #spreadThird: Uint16Array | undefined;
  #arcsine: Uint8Array | undefined;
  #thirdEntropy: Float64Array | undefined;
  readonly #bend: Bend;
  #bent: Map<Bend, VariableCells> | undefined;

  constructor(ranks: RankArray, bend: Bend) {
    const grids = gridsOf(ranks.length, bend);
    this.#bend = bend;
    this.ranks = ranks;
    this.#grids = grids;
    this.spread = new Uint16Array(ranks.length);
    const squares = spreadCells(ranks, grids.spreadOf, this.spread);
    // Ties lower the sum of squares, so equality says that there are none; then all depends on T alone.
    const marginal = squares === grids.squares ? grids.untied : marginalOf(ranks, grids);
    this.dyadicEntropy = marginal.dyadicEntropy;
    this.tieShare = marginal.tieShare;
    this.constant = marginal.constant;
  }

  get dyadic(): Uint8Array {
    return (this.#dyadic ??= cellsBy(
      this.ranks,
      this.#grids.dyadicOf,
      new Uint8Array(this.ranks.length),
    ));
  }

  get spreadThird(): Uint16Array {
    return (this.#spreadThird ??= cellsBy(
      this.ranks,
      this.#grids.spreadThirdOf,
      new Uint16Array(this.ranks.length),
    ));
  }

  get arcsine(): Uint8Array {
    return (this.#arcsine ??= cellsBy(
      this.ranks,
      this.#grids.arcsineOf,
      new Uint8Array(this.ranks.length),
    ));
  }

  get thirdEntropy(): Float64Array {
    return (this.#thirdEntropy ??= entropies(
      countCells(this.ranks, this.#grids.thirdOf, thirdFinest),
      thirdLevels,
      this.#grids.nLogN,
    ));
  }

  bent(bend: Bend): VariableCells {
    if (bend === this.#bend) return this;
    this.#bent ??= new Map<Bend, VariableCells>();
    const found = this.#bent.get(bend) ?? new RankedCells(this.ranks, bend);
    this.#bent.set(bend, found);
    return found;
  }
}

/** @returns Σ of the squares of the ranks */
function spreadCells(ranks: RankArray, spreadOf: Uint16Array, into: Uint16Array): number {
  const count = ranks.length;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const rank = ranks[i];
    into[i] = spreadOf[rank];
    squares += rank * rank;
  }
  return squares;
}

function cellsBy<Cells extends Uint8Array | Uint16Array>(
  ranks: RankArray,
  cellOf: Cells,
  into: Cells,
): Cells {
  const count = ranks.length;
  for (let i = 0; i < count; i++) into[i] = cellOf[ranks[i]];
  return into;
}

function countCells(ranks: RankArray, cellOf: Uint8Array, grid: number): Int32Array {
  const counts = new Int32Array(grid);
  for (const rank of ranks) counts[cellOf[rank]] += 1;
  return counts;
}

/** What of a variable does not depend on the order of its samples. */
type Marginal = Pick<VariableCells, 'dyadicEntropy' | 'tieShare' | 'constant'>;

function marginalOf(
  ranks: RankArray,
  { dyadicOf, nLogN, counters }: Pick<Grids, 'dyadicOf' | 'nLogN' | 'counters'>,
): Marginal {
  const count = ranks.length;
  const { seen, byCell } = counters;
  seen.fill(0);
  byCell.fill(0);
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    const rank = ranks[i];
    distinct += 1 - seen[rank];
    seen[rank] = 1;
    byCell[dyadicOf[rank]] += 1;
  }
  return {
    dyadicEntropy: entropies(byCell, dyadicLevels, nLogN),
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
  readonly spreadThirdOf: Uint16Array;
  readonly arcsineOf: Uint8Array;
  /** Of a variable without ties. */
  readonly untied: Marginal;
  /** Σ of the squares of its doubled ranks, exact up to 2^53. */
  readonly squares: number;
  /** (T + 1) n log n */
  readonly nLogN: Float64Array;
  /** (2T + 1) and (256), used again for each variable: new memory takes longer than what is done with it. */
  readonly counters: { readonly seen: Uint8Array; readonly byCell: Int32Array };
}

/** Those of the last T, by bend: the variables of a clip come one after another. */
let last: { count: number; byBend: Map<Bend, Grids> } | undefined;

function gridsOf(count: number, bend: Bend): Grids {
  if (last?.count !== count) last = { count, byBend: new Map() };
  const grids = last.byBend.get(bend) ?? makeGrids(count, bend);
  last.byBend.set(bend, grids);
  return grids;
}

function makeGrids(count: number, bend: Bend): Grids {
  const places = bentPlaces(count, bend);
  const dyadicOf = new Uint8Array(2 * count + 1);
  const thirdOf = new Uint8Array(2 * count + 1);
  for (let rank = 1; rank <= 2 * count; rank++) {
    const cell = Math.floor((places[rank] * commonGrid) / (2 * count));
    dyadicOf[rank] = Math.floor(cell / 3);
    thirdOf[rank] = cell >> 3;
  }
  const [spreadOf, spreadThirdOf] = [dyadicOf, thirdOf].map((of) =>
    Uint16Array.from(of, spreadBits),
  );
  const counters = {
    seen: new Uint8Array(2 * count + 1),
    byCell: new Int32Array(1 << dyadicLevels),
  };
  const arcsineOf = arcsineCells(arcsineSide, places);
  const tables = {
    dyadicOf,
    spreadOf,
    thirdOf,
    spreadThirdOf,
    arcsineOf,
    nLogN: nLogNTable(count),
    counters,
  };
  const ranks = createRankArray(count).map((_, i) => 2 * (i + 1));
  const untied = marginalOf(ranks, tables);
  const squares = count > 1 ? spreadCells(ranks, spreadOf, new Uint16Array(count)) : NaN;
  return { ...tables, untied, squares };
}

/** Eight bits at the even places of sixteen. */
function spreadBits(cell: number): number {
  let bits = 0;
  for (let bit = 0; bit < dyadicLevels; bit++) bits |= ((cell >> bit) & 1) << (2 * bit);
  return bits;
}

/** Entropies of the pooled counts, coarsest first. */
function entropies(finest: Int32Array, levels: number, nLogN: Float64Array): Float64Array {
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
