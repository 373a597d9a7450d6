/**
 * The hot loops of the featurizer. They take everything as arguments: V8 keeps arguments in registers, but
 * reloads what a closure captures at every access, which costs these loops a factor of four.
 */
import { nLogNTable } from '../copula/nLogN.ts';
import { countBins } from './networkContract.ts';

/**
 * Counters of samples per cell. Never Uint32Array: its elements may leave the small-integer range, and V8 then
 * runs these loops tens of times slower.
 */
export type Counts = Uint16Array | Int32Array;

/** Functions of a count n = 0..T. */
export interface CountTables {
  /** log n; 0 for n = 0 */
  readonly logOf: Float64Array;
  /** n log n */
  readonly nLogN: Float64Array;
  /** 2^(13 bin) for the octave bins 0..3 (n = 1, 2-3, 4-7, 8-15), else 0. */
  readonly lowBins: Float64Array;
  /** 2^(13 (bin - 4)) for the bins 4..6 (n = 16-31, 32-63, 64 and more), else 0. */
  readonly highBins: Float64Array;
}

/**
 * How many samples fall into each octave bin is summed in two float64 numbers that hold 13 bits a bin: exact up to
 * this many samples. A table of seven counters would be simpler, but each of its updates waits for the one before
 * whenever both hit the same counter, and the processor guesses wrong when they do not.
 */
const packedLimit = (1 << 13) - 1;
const packedBase = 1 << 13;
const lowBinCount = 4;

export function countTables(sampleCount: number): CountTables {
  const logOf = new Float64Array(sampleCount + 1);
  const nLogN = nLogNTable(sampleCount);
  const lowBins = new Float64Array(sampleCount + 1);
  const highBins = new Float64Array(sampleCount + 1);
  for (let n = 1; n <= sampleCount; n++) {
    logOf[n] = Math.log(n);
    const bin = Math.min(31 - Math.clz32(n), countBins - 1);
    if (bin < lowBinCount) lowBins[n] = packedBase ** bin;
    else highBins[n] = packedBase ** (bin - lowBinCount);
  }
  return { logOf, nLogN, lowBins, highBins };
}

/** Counters and sums of the three finest dyadic grids: 256, 128 and 64. */
export interface FineGrids {
  readonly n256: Counts;
  readonly n128: Counts;
  readonly n64: Counts;
}

/**
 * Counts samples on the three finest dyadic grids at once: what costs is reading the cells. The counters must be 0
 * before.
 *
 * @param x (T) cells on the grid of 256, y likewise
 * @param occupied (3), how many cells of each are occupied, the coarsest first
 */
export function countFine(
  x: Uint8Array,
  y: Uint8Array,
  { n256, n128, n64 }: FineGrids,
  occupied: Int32Array,
): void {
  let occupied256 = 0;
  let occupied128 = 0;
  let occupied64 = 0;
  const samples = x.length;
  for (let t = 0; t < samples; t++) {
    const i = x[t];
    const j = y[t];
    const at256 = (i << 8) | j;
    const at128 = ((i >> 1) << 7) | (j >> 1);
    const at64 = ((i >> 2) << 6) | (j >> 2);
    const a = n256[at256];
    const b = n128[at128];
    const c = n64[at64];
    // 1 for an empty cell, without a branch that cannot be predicted.
    occupied256 += (a - 1) >>> 31;
    occupied128 += (b - 1) >>> 31;
    occupied64 += (c - 1) >>> 31;
    n256[at256] = a + 1;
    n128[at128] = b + 1;
    n64[at64] = c + 1;
  }
  occupied[0] = occupied64;
  occupied[1] = occupied128;
  occupied[2] = occupied256;
}

/**
 * Sample by sample on the three finest dyadic grids: Σ log n and how the samples spread over the octave bins of n.
 *
 * @param logSums (3) Σ log n over the samples, the coarsest grid first
 * @param shares (3, bins) are added to
 */
export function sumFine(
  x: Uint8Array,
  y: Uint8Array,
  { n256, n128, n64 }: FineGrids,
  { logOf, lowBins, highBins }: CountTables,
  logSums: Float64Array,
  shares: Int32Array,
  sharesAt: number,
): void {
  let sum256 = 0;
  let sum128 = 0;
  let sum64 = 0;
  for (let start = 0; start < x.length; start += packedLimit) {
    const end = Math.min(start + packedLimit, x.length);
    let low256 = 0;
    let high256 = 0;
    let low128 = 0;
    let high128 = 0;
    let low64 = 0;
    let high64 = 0;
    for (let t = start; t < end; t++) {
      const i = x[t];
      const j = y[t];
      const a = n256[(i << 8) | j];
      const b = n128[((i >> 1) << 7) | (j >> 1)];
      const c = n64[((i >> 2) << 6) | (j >> 2)];
      sum256 += logOf[a];
      low256 += lowBins[a];
      high256 += highBins[a];
      sum128 += logOf[b];
      low128 += lowBins[b];
      high128 += highBins[b];
      sum64 += logOf[c];
      low64 += lowBins[c];
      high64 += highBins[c];
    }
    unpack(low64, high64, shares, sharesAt);
    unpack(low128, high128, shares, sharesAt + countBins);
    unpack(low256, high256, shares, sharesAt + 2 * countBins);
  }
  logSums[0] = sum64;
  logSums[1] = sum128;
  logSums[2] = sum256;
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

/** Counts samples on the grids of 96 and 48; as `countFine`, with the occupied cells of 96. */
export function countThird(x: Uint8Array, y: Uint8Array, n96: Counts, n48: Counts): number {
  let occupied = 0;
  const samples = x.length;
  for (let t = 0; t < samples; t++) {
    const i = x[t];
    const j = y[t];
    const at96 = i * 96 + j;
    const at48 = (i >> 1) * 48 + (j >> 1);
    const before = n96[at96];
    occupied += (before - 1) >>> 31;
    n96[at96] = before + 1;
    n48[at48] += 1;
  }
  return occupied;
}

/** Σ log n over the samples, on the grid of 96. */
export function sumThird(
  x: Uint8Array,
  y: Uint8Array,
  n96: Counts,
  { logOf }: CountTables,
): number {
  let sum = 0;
  const samples = x.length;
  for (let t = 0; t < samples; t++) sum += logOf[n96[x[t] * 96 + y[t]]];
  return sum;
}

function unpack(low: number, high: number, shares: Int32Array, at: number): void {
  for (let bin = 0; bin < countBins; bin++) {
    const packed = bin < lowBinCount ? low : high;
    const power = packedBase ** (bin < lowBinCount ? bin : bin - lowBinCount);
    shares[at + bin] += Math.floor(packed / power) % packedBase;
  }
}

/** Sums 2 x 2 blocks of a grid of 2 side into a grid of side. */
export function pool(fine: Counts, coarse: Counts, side: number): void {
  const step = 2 * side;
  let to = 0;
  for (let i = 0; i < side; i++) {
    let at = 2 * i * step;
    for (let j = 0; j < side; j++) {
      coarse[to] = fine[at] + fine[at + 1] + fine[at + step] + fine[at + step + 1];
      to += 1;
      at += 2;
    }
  }
}

/** What a grid's cells add up to. */
export interface CellSums {
  /** Σ n log n */
  nLogN: number;
  occupied: number;
}

/**
 * Sums over cells, and the samples by the octave bin of their cell's n.
 */
export function sumCells(
  counts: Counts,
  { nLogN, lowBins, highBins }: CountTables,
  shares: Int32Array,
  sharesAt: number,
  sums: CellSums,
): void {
  let sum = 0;
  let occupied = 0;
  let low = 0;
  let high = 0;
  let packed = 0;
  const cells = counts.length;
  for (let i = 0; i < cells; i++) {
    const n = counts[i];
    if (packed + n > packedLimit) {
      unpack(low, high, shares, sharesAt);
      low = high = packed = 0;
      // A single cell beyond the limit is in the last bin; it is counted by itself.
      if (n > packedLimit) {
        shares[sharesAt + countBins - 1] += n;
        sum += nLogN[n];
        occupied += 1;
        continue;
      }
    }
    packed += n;
    sum += nLogN[n];
    occupied += (0 - n) >>> 31;
    low += n * lowBins[n];
    high += n * highBins[n];
  }
  unpack(low, high, shares, sharesAt);
  sums.nLogN = sum;
  sums.occupied = occupied;
}

/** Zeroes the counters of 256 that the samples touched: fewer than the cells. */
export function clearFinest(x: Uint8Array, y: Uint8Array, n256: Counts): void {
  const samples = x.length;
  for (let t = 0; t < samples; t++) n256[(x[t] << 8) | y[t]] = 0;
}
