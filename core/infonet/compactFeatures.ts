/**
 * What the fast network sees of a pair: the same histogram as the accurate one, and statistics that are cheap to
 * count. The exact mirror of build/train/compact.py, checked by a golden file from there.
 *
 * Statistics, in this order; n is the number of samples in a cell:
 *
 *      1  log T
 *      2  share of tied neighbours in rank order: sum over x and y, absolute difference
 *      7  plug-in mutual information H(x) + H(y) - H(x, y) on the grids 2, 4, ..., 128
 *     12  cells with n of at least 1, 2, 4, 8 on the grids 32, 64, 128, over T
 *
 * The three finest grids are counted in one pass over the samples, which sums n log n and counts cells as it goes:
 * each sample adds what its cell gains. Coarser grids are pooled.
 */
import type { VariableCells } from '../copula/cells.ts';
import { nLogNTable } from '../copula/nLogN.ts';
import { pool, type Counts } from './counting.ts';
import type { Featurizer } from './features.ts';
import { tableCells } from './networkContract.ts';

const levels = 7;
const detailedLevels = [5, 6, 7];
const leastCounts = 4;
const plugInAt = 3;
const cellsAt = plugInAt + levels;

/** Cells along an axis: of the grids with plug-in information, and of those whose cells are counted by their n. */
export const compactGrids = {
  all: Array.from({ length: levels }, (_, i) => 2 << i),
  detailed: detailedLevels.map((level) => 1 << level),
};

/** The n from which on cells are counted. */
export const compactLeastCounts = Array.from({ length: leastCounts }, (_, i) => 1 << i);

/** F of the fast network. */
export const compactStatisticsCount = cellsAt + detailedLevels.length * leastCounts;

/** Numbers of cells with n of at least 2, 4 and 8 share one float64, 15 bits each: a grid of 128 has 2^14 cells. */
const packedBase = 1 << 15;

/** What a cell's n-th sample (n counted from 0) adds. */
interface Gains {
  /** (n + 1) log(n + 1) - n log n */
  readonly nLogN: Float64Array;
  /** 1 at n = 1, 2^15 at n = 3, 2^30 at n = 7, else 0 */
  readonly packed: Float64Array;
}

/** Featurizer of pairs of T samples for the fast network; it serves one pair at a time. */
export function createCompactFeaturizer(sampleCount: number): Featurizer {
  const logT = Math.log(sampleCount);
  const Counters = sampleCount <= 0xffff ? Uint16Array : Int32Array;
  /** By level 0..7. */
  const counts = Array.from({ length: levels + 1 }, (_, level) => new Counters(4 ** level));
  const [n32, n64, n128] = counts.slice(5);
  const gains = gainsOf(sampleCount);
  const nLogN = nLogNTable(sampleCount);
  const sums = new Float64Array(levels + 1);
  const packed = new Float64Array(levels + 1);
  const occupied = new Int32Array(levels + 1);
  const share = 1 / sampleCount;

  return {
    write(x, y, index, histogram, statistics) {
      n128.fill(0);
      n64.fill(0);
      n32.fill(0);
      countFinest(x.dyadic, y.dyadic, n128, n64, n32, gains, sums, packed, occupied);
      for (let level = 4; level >= 1; level--) {
        pool(counts[level + 1], counts[level], 1 << level);
        sums[level] = sumCells(counts[level], nLogN);
      }
      const cells = tableCells * tableCells;
      const to = index * cells;
      for (let i = 0; i < cells; i++) histogram[to + i] = n32[i] * share;
      writeStatistics(x, y, statistics, index * compactStatisticsCount);
    },
  };

  function writeStatistics(x: VariableCells, y: VariableCells, out: Float32Array, at: number) {
    out[at] = logT;
    out[at + 1] = x.tieShare + y.tieShare;
    out[at + 2] = Math.abs(x.tieShare - y.tieShare);
    for (let level = 1; level <= levels; level++)
      out[at + plugInAt + level - 1] =
        x.dyadicEntropy[level - 1] + y.dyadicEntropy[level - 1] - (logT - sums[level] * share);
    let next = at + cellsAt;
    for (const level of detailedLevels) {
      let rest = packed[level];
      out[next++] = occupied[level] * share;
      for (let least = 1; least < leastCounts; least++) {
        out[next++] = (rest % packedBase) * share;
        rest = Math.floor(rest / packedBase);
      }
    }
  }
}

/** Counts on the grids of 128, 64 and 32; the sums go to the places 7, 6 and 5. The counters must be 0 before. */
function countFinest(
  x: Uint8Array,
  y: Uint8Array,
  n128: Counts,
  n64: Counts,
  n32: Counts,
  { nLogN, packed }: Gains,
  sums: Float64Array,
  packedCells: Float64Array,
  occupied: Int32Array,
): void {
  let [sum128, sum64, sum32] = [0, 0, 0];
  let [packed128, packed64, packed32] = [0, 0, 0];
  let [occupied128, occupied64, occupied32] = [0, 0, 0];
  const samples = x.length;
  for (let t = 0; t < samples; t++) {
    const i = x[t];
    const j = y[t];
    const at128 = ((i >> 1) << 7) | (j >> 1);
    const at64 = ((i >> 2) << 6) | (j >> 2);
    const at32 = ((i >> 3) << 5) | (j >> 3);
    const a = n128[at128];
    const b = n64[at64];
    const c = n32[at32];
    n128[at128] = a + 1;
    n64[at64] = b + 1;
    n32[at32] = c + 1;
    sum128 += nLogN[a];
    sum64 += nLogN[b];
    sum32 += nLogN[c];
    packed128 += packed[a];
    packed64 += packed[b];
    packed32 += packed[c];
    // 1 for an empty cell, without a branch that cannot be predicted.
    occupied128 += (a - 1) >>> 31;
    occupied64 += (b - 1) >>> 31;
    occupied32 += (c - 1) >>> 31;
  }
  sums[7] = sum128;
  sums[6] = sum64;
  sums[5] = sum32;
  packedCells[7] = packed128;
  packedCells[6] = packed64;
  packedCells[5] = packed32;
  occupied[7] = occupied128;
  occupied[6] = occupied64;
  occupied[5] = occupied32;
}

function gainsOf(sampleCount: number): Gains {
  const nLogN = nLogNTable(sampleCount);
  const packed = new Float64Array(sampleCount);
  for (let least = 1; least < leastCounts; least++)
    if ((1 << least) - 1 < sampleCount) packed[(1 << least) - 1] = packedBase ** (least - 1);
  return { nLogN: nLogN.subarray(1).map((value, n) => value - nLogN[n]), packed };
}

function sumCells(counts: Counts, nLogN: Float64Array): number {
  let sum = 0;
  const cells = counts.length;
  for (let i = 0; i < cells; i++) sum += nLogN[counts[i]];
  return sum;
}
