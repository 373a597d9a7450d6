import type { RankArray } from './ranks.ts';

/**
 * A variable as the counting on grids needs it: its cells on the two families of grids, and what of the marginal
 * distribution enters every pair's statistics. Computed once per variable, shared by all of its pairs; a variable
 * of T samples takes 2T bytes.
 */
export interface VariableCells {
  /** (T) cell on the grid of 256; shifted right, the cell on 128, 64, ..., 2. */
  readonly dyadic: Uint8Array;
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
  const dyadic = new Uint8Array(count);
  const third = new Uint8Array(count);
  const dyadicCounts = new Uint32Array(1 << dyadicLevels);
  const thirdCounts = new Uint32Array(thirdFinest);
  for (let i = 0; i < count; i++) {
    const cell = Math.floor(((ranks[i] - 1) * commonGrid) / (2 * count));
    dyadicCounts[(dyadic[i] = (cell / 3) | 0)] += 1;
    thirdCounts[(third[i] = cell >> 3)] += 1;
  }
  const distinct = distinctRanks(ranks);
  return {
    dyadic,
    third,
    dyadicEntropy: entropies(dyadicCounts, dyadicLevels, count),
    thirdEntropy: entropies(thirdCounts, thirdLevels, count),
    tieShare: count > 1 ? (count - distinct) / (count - 1) : 0,
    constant: distinct <= 1,
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
function entropies(finest: Uint32Array, levels: number, total: number): Float64Array {
  const result = new Float64Array(levels);
  let counts = finest;
  for (let level = levels - 1; level >= 0; level--) {
    result[level] = entropy(counts, total);
    const pooled = new Uint32Array(counts.length >> 1);
    for (let i = 0; i < pooled.length; i++) pooled[i] = counts[2 * i] + counts[2 * i + 1];
    counts = pooled;
  }
  return result;
}

function entropy(counts: Uint32Array, total: number): number {
  let sum = 0;
  for (const n of counts) if (n > 0) sum += n * Math.log(n);
  return Math.log(total) - sum / total;
}
