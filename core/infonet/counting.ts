/**
 * Counting for the accurate network's featurizer, on the grids 2, 4, ..., 256 and 3, 6, ..., 96.
 *
 * The hot loops stand by themselves with all that they need made once: `compactCounting.ts` says why.
 */
import { dyadicLevels, thirdLevels, type VariableCells } from '../copula/cells.ts';
import { nLogNTable } from '../copula/nLogN.ts';
import { countBins } from './networkContract.ts';
import { gridStartsFrom, mostPacked, packedBase, type Counts } from './spreadGrids.ts';

/** What counting a pair gives, grid by grid: 2, 4, ..., 256, then 3, 6, ..., 96. */
export interface GridSums {
  /** (14) Σ n log n over the cells */
  readonly nLogN: Float64Array;
  /** (14) cells with a sample */
  readonly occupied: Float64Array;
  /** (8, bins) samples by the octave of their cell's n, on the dyadic grids */
  readonly octaves: Float64Array;
}

/** Takes the cells of a pair; what it gives the next pair overwrites. */
type GridCounter = (x: VariableCells, y: VariableCells) => GridSums;

/** A grid of 3 2^k cells a side is numbered as one of 4 2^k, some of whose cells stay empty. */
const thirdFinest = thirdLevels + 1;

const dyadicStarts = gridStartsFrom(dyadicLevels, 0);
const thirdStarts = gridStartsFrom(thirdFinest, 0x16000);
const counterCount = thirdStarts[0];

const gridSums = (): GridSums => ({
  nLogN: new Float64Array(dyadicLevels + thirdLevels),
  occupied: new Float64Array(dyadicLevels + thirdLevels),
  octaves: new Float64Array(dyadicLevels * countBins),
});

const octaveOf = (n: number) => Math.min(31 - Math.clz32(n), countBins - 1);

/** Octaves in the first of the two float64 numbers that samples by octave and occupied cells share. */
const lowBins = 4;
const highBins = countBins - lowBins;

/**
 * Counter of pairs of T samples. With few the sums of the finest grids are made sample by sample: each adds what its
 * cell's part of them gains.
 */
export const createGridCounter = (sampleCount: number): GridCounter =>
  sampleCount <= mostPacked ? countFew : createManyCounter(sampleCount);

const countFew = createFewCounter();

function createFewCounter(): GridCounter {
  const counts = new Uint16Array(counterCount);
  const sums = gridSums();
  // What a cell of n samples holds: of n log n, of the first four octaves, of the others and of the occupied cells.
  const nLogN = nLogNTable(packedBase);
  const low = new Float64Array(packedBase + 1);
  const high = new Float64Array(packedBase + 1);
  for (let n = 1; n <= packedBase; n++) {
    const bin = octaveOf(n);
    if (bin < lowBins) low[n] = n * packedBase ** bin;
    high[n] = (bin < lowBins ? 0 : n * packedBase ** (bin - lowBins)) + packedBase ** highBins;
  }
  /** What the sample after n others in its cell adds. */
  const gains = (held: Float64Array) => held.subarray(1).map((value, n) => value - held[n]);
  const [nLogNGains, lowGains, highGains] = [nLogN, low, high].map(gains);

  return (x, y) => {
    countDyadic(x.spread, y.spread);
    countThird(x.spreadThird, y.spreadThird);
    return sums;
  };

  /** The counters of 256, 128 and 64 start at 0, 0x10000 and 0x14000. */
  function countDyadic(x: Uint16Array, y: Uint16Array): void {
    let [sum256, low256, high256] = [0, 0, 0];
    let [sum128, low128, high128] = [0, 0, 0];
    let [sum64, low64, high64] = [0, 0, 0];
    counts.fill(0, 0, 0x15000);
    const samples = x.length;
    for (let t = 0; t < samples; t++) {
      const at256 = (x[t] << 1) | y[t];
      const a = counts[at256];
      counts[at256] = a + 1;
      sum256 += nLogNGains[a];
      low256 += lowGains[a];
      high256 += highGains[a];
      const at128 = 0x10000 + (at256 >> 2);
      const b = counts[at128];
      counts[at128] = b + 1;
      sum128 += nLogNGains[b];
      low128 += lowGains[b];
      high128 += highGains[b];
      const at64 = 0x14000 + (at256 >> 4);
      const c = counts[at64];
      counts[at64] = c + 1;
      sum64 += nLogNGains[c];
      low64 += lowGains[c];
      high64 += highGains[c];
    }
    unpack(7, sum256, low256, high256);
    unpack(6, sum128, low128, high128);
    unpack(5, sum64, low64, high64);
    for (let level = 5; level >= 1; level--) pool(dyadicStarts, level, level - 1);
  }

  /** The counters of 96 and 48 start at 0x16000 and 0x1a000. */
  function countThird(x: Uint16Array, y: Uint16Array): void {
    let [sum96, high96] = [0, 0];
    let [sum48, high48] = [0, 0];
    counts.fill(0, 0x16000, 0x1b000);
    const samples = x.length;
    for (let t = 0; t < samples; t++) {
      const at = (x[t] << 1) | y[t];
      const at96 = 0x16000 + at;
      const a = counts[at96];
      counts[at96] = a + 1;
      sum96 += nLogNGains[a];
      high96 += highGains[a];
      const at48 = 0x1a000 + (at >> 2);
      const b = counts[at48];
      counts[at48] = b + 1;
      sum48 += nLogNGains[b];
      high48 += highGains[b];
    }
    unpack(13, sum96, 0, high96);
    unpack(12, sum48, 0, high48);
    for (let level = 5; level >= 2; level--) pool(thirdStarts, level, dyadicLevels + level - 2);
  }

  /** Fills the grid of a level from the next finer one: four cells that lie side by side are one. */
  function pool(gridStarts: readonly number[], level: number, grid: number): void {
    let from = gridStarts[level + 1];
    const end = gridStarts[level - 1];
    let [sum, sumLow, sumHigh] = [0, 0, 0];
    for (let at = gridStarts[level]; at < end; at++) {
      const n = counts[from] + counts[from + 1] + counts[from + 2] + counts[from + 3];
      counts[at] = n;
      sum += nLogN[n];
      sumLow += low[n];
      sumHigh += high[n];
      from += 4;
    }
    unpack(grid, sum, sumLow, sumHigh);
  }

  function unpack(grid: number, sum: number, sumLow: number, sumHigh: number): void {
    sums.nLogN[grid] = sum;
    sums.occupied[grid] = Math.floor(sumHigh / packedBase ** highBins);
    if (grid >= dyadicLevels) return;
    let [restLow, restHigh] = [sumLow, sumHigh];
    const at = grid * countBins;
    for (let bin = 0; bin < lowBins; bin++) {
      sums.octaves[at + bin] = restLow % packedBase;
      restLow = Math.floor(restLow / packedBase);
    }
    for (let bin = lowBins; bin < countBins; bin++) {
      sums.octaves[at + bin] = restHigh % packedBase;
      restHigh = Math.floor(restHigh / packedBase);
    }
  }
}

/** Counts on the finest grids, pools all others and sums cell by cell. */
function createManyCounter(sampleCount: number): GridCounter {
  const counts = new Int32Array(counterCount);
  const sums = gridSums();
  const nLogN = nLogNTable(sampleCount);
  return (x, y) => {
    counts.fill(0);
    sums.octaves.fill(0);
    countInto(counts.subarray(dyadicStarts[dyadicLevels]), x.spread, y.spread);
    countInto(counts.subarray(thirdStarts[thirdFinest]), x.spreadThird, y.spreadThird);
    for (let level = dyadicLevels; level >= 1; level--)
      sumGrid(counts, dyadicStarts, level, nLogN, sums, level - 1);
    for (let level = thirdFinest; level >= 2; level--)
      sumGrid(counts, thirdStarts, level, nLogN, sums, dyadicLevels + level - 2);
    return sums;
  };
}

function countInto(counts: Int32Array, x: Uint16Array, y: Uint16Array): void {
  const samples = x.length;
  for (let t = 0; t < samples; t++) counts[(x[t] << 1) | y[t]] += 1;
}

/** Sums over the cells of a grid; each is added to its cell of the next coarser one. */
function sumGrid(
  counts: Int32Array,
  gridStarts: readonly number[],
  level: number,
  nLogN: Float64Array,
  sums: GridSums,
  grid: number,
): void {
  const [start, end] = [gridStarts[level], gridStarts[level - 1]];
  let [sum, occupied] = [0, 0];
  for (let at = start; at < end; at++) {
    const n = counts[at];
    if (n === 0) continue;
    counts[end + ((at - start) >> 2)] += n;
    sum += nLogN[n];
    occupied += 1;
    if (grid < dyadicLevels) sums.octaves[grid * countBins + octaveOf(n)] += n;
  }
  sums.nLogN[grid] = sum;
  sums.occupied[grid] = occupied;
}

/**
 * The share of the samples in each cell of one grid. Written as they are counted: most cells of a fine grid are empty
 * and stay 0.
 *
 * @param counts (side, side) counters, all 0 before
 * @param shareOf (T + 1) n / T
 * @param shares (side, side) from `at` on, all 0 before
 */
export function countShares(
  x: Uint8Array,
  y: Uint8Array,
  side: number,
  counts: Counts,
  shareOf: Float32Array,
  shares: Float32Array,
  at: number,
): void {
  const samples = x.length;
  for (let t = 0; t < samples; t++) {
    const cell = x[t] * side + y[t];
    const n = counts[cell] + 1;
    counts[cell] = n;
    shares[at + cell] = shareOf[n];
  }
}
