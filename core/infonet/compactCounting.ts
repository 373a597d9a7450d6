/**
 * Counting for the fast network's featurizer.
 *
 * One array per variable with the bits of its cells already apart gives the codes of every pair, see `spreadGrids.ts`.
 *
 * The hot loop, its counters and its tables are made once, all its arrays are constants around it and their places
 * literals: V8 then has all addresses in the code. As arguments or as variables of the module, which bundlers turn its
 * constants into, they do not fit into the registers, and the loop takes half as long again.
 */
import { nLogNTable } from '../copula/nLogN.ts';
import { gridStartsFrom, mostPacked, packedBase, type Counts } from './spreadGrids.ts';

const levels = 7;

/** Where the counters of level 0..7 start, that is of the grid of 2^level: the finest comes first. */
export const gridStarts = gridStartsFrom(levels, 0);

/** Levels of the grids whose cells are counted by their n: 32, 64 and 128. */
export const detailedLevels = [5, 6, 7];

/** Of those grids the cells are counted whose n is at least 1, 2, 4, 8. */
export const leastCounts = 4;

/** Takes the cells of x and of y, (T) each, see `VariableCells.spread`; what it gives the next pair overwrites. */
type PairCounter = (x: Uint16Array, y: Uint16Array) => PairCounts;

/** What counting a pair gives. */
export interface PairCounts {
  /** n of all cells of all grids, see `gridStarts` */
  readonly counts: Counts;
  /** (8) Σ n log n, by level */
  readonly sums: Float64Array;
  /** (3, 4) numbers of cells, by detailed level and least n */
  readonly cells: Float64Array;
}

/**
 * Counter of pairs of T samples. Few are fewer than the cells: n log n and the numbers of cells, which share one float64,
 * are summed sample by sample then, each adding what its cell gains.
 */
export function createPairCounter(sampleCount: number): PairCounter {
  return sampleCount <= mostPacked ? countFew : createManyCounter(sampleCount);
}

const countFew = createFewCounter();

/** Counts on the grids of 128, 64 and 32, whose counters start at 0, 0x4000 and 0x5000, and sums as it goes. */
function createFewCounter(): PairCounter {
  const counts = new Uint16Array(gridStarts[0]);
  const sums = new Float64Array(levels + 1);
  const cells = new Float64Array(detailedLevels.length * leastCounts);
  const counted = { counts, sums, cells };
  const nLogN = nLogNTable(packedBase);
  /** What a cell's n-th sample (n counted from 0) adds to n log n. */
  const gains = nLogN.subarray(1).map((value, n) => value - nLogN[n]);
  /** And to the numbers of cells: 1 at n = 0, 2^13 at n = 1, 2^26 at n = 3, 2^39 at n = 7. */
  const packedGains = new Float64Array(packedBase);
  for (let least = 0; least < leastCounts; least++)
    packedGains[(1 << least) - 1] = packedBase ** least;

  return (x, y) => {
    let sum128 = 0;
    let sum64 = 0;
    let sum32 = 0;
    let cells128 = 0;
    let cells64 = 0;
    let cells32 = 0;
    counts.fill(0, 0, 0x5400);
    const samples = x.length;
    for (let t = 0; t < samples; t++) {
      const at128 = ((x[t] << 1) | y[t]) >> 2;
      const a = counts[at128];
      counts[at128] = a + 1;
      sum128 += gains[a];
      cells128 += packedGains[a];
      const at64 = 0x4000 + (at128 >> 2);
      const b = counts[at64];
      counts[at64] = b + 1;
      sum64 += gains[b];
      cells64 += packedGains[b];
      const at32 = 0x5000 + (at128 >> 4);
      const c = counts[at32];
      counts[at32] = c + 1;
      sum32 += gains[c];
      cells32 += packedGains[c];
    }
    sums[5] = sum32;
    sums[6] = sum64;
    sums[7] = sum128;
    unpack(cells32, cells, 0);
    unpack(cells64, cells, leastCounts);
    unpack(cells128, cells, 2 * leastCounts);
    // Four cells that lie side by side are one of the next grid, whose counters follow.
    let from = 0x5000;
    let at = 0x5400;
    for (let level = 4; level >= 1; level--) {
      const end = at + (1 << (2 * level));
      let sum = 0;
      for (; at < end; at++) {
        const n = counts[from] + counts[from + 1] + counts[from + 2] + counts[from + 3];
        counts[at] = n;
        sum += nLogN[n];
        from += 4;
      }
      sums[level] = sum;
    }
    return counted;
  };
}

function unpack(packed: number, cells: Float64Array, at: number): void {
  let rest = packed;
  for (let least = 0; least < leastCounts; least++) {
    cells[at + least] = rest % packedBase;
    rest = Math.floor(rest / packedBase);
  }
}

/** Counts on the grid of 128, pools all others and sums cell by cell. */
function createManyCounter(sampleCount: number): PairCounter {
  const counts = new Int32Array(gridStarts[0]);
  const sums = new Float64Array(levels + 1);
  const cells = new Float64Array(detailedLevels.length * leastCounts);
  const nLogN = nLogNTable(sampleCount);
  return (x, y) => {
    sums[levels] = countMany(x, y, counts, nLogN);
    for (let level = levels - 1; level >= 1; level--) sums[level] = pool(counts, level, nLogN);
    detailedLevels.forEach((level, i) => countCells(counts, level, cells, i * leastCounts));
    return { counts, sums, cells };
  };
}

/** @returns Σ n log n over the cells of the grid of 128 */
function countMany(x: Uint16Array, y: Uint16Array, counts: Counts, nLogN: Float64Array): number {
  const cellsOf128 = 4 ** levels;
  counts.fill(0, 0, cellsOf128);
  const samples = x.length;
  for (let t = 0; t < samples; t++) counts[((x[t] << 1) | y[t]) >> 2] += 1;
  let sum = 0;
  for (let at = 0; at < cellsOf128; at++) sum += nLogN[counts[at]];
  return sum;
}

/** Fills the grid of a level from the next finer one. @returns Σ n log n over its cells */
function pool(counts: Counts, level: number, nLogN: Float64Array): number {
  let from = gridStarts[level + 1];
  const end = gridStarts[level - 1];
  let sum = 0;
  for (let at = gridStarts[level]; at < end; at++) {
    const n = counts[from] + counts[from + 1] + counts[from + 2] + counts[from + 3];
    counts[at] = n;
    sum += nLogN[n];
    from += 4;
  }
  return sum;
}

/** The numbers of cells of a grid, by least n, without branches that cannot be predicted. */
function countCells(counts: Counts, level: number, cells: Float64Array, to: number): void {
  const end = gridStarts[level - 1];
  let [atLeast1, atLeast2, atLeast4, atLeast8] = [0, 0, 0, 0];
  for (let at = gridStarts[level]; at < end; at++) {
    const n = counts[at];
    atLeast1 += (0 - n) >>> 31;
    atLeast2 += (1 - n) >>> 31;
    atLeast4 += (3 - n) >>> 31;
    atLeast8 += (7 - n) >>> 31;
  }
  cells.set([atLeast1, atLeast2, atLeast4, atLeast8], to);
}
