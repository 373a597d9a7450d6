/**
 * What the network sees of a pair: a histogram of the empirical copula and statistics of its counts at many scales.
 * The exact mirror of build/train/features.py, checked by a golden file from there.
 *
 * Statistics, in this order, for the grids 2, 4, ..., 256 unless noted; n is the number of samples in the cell of
 * a sample:
 *
 *      1  log T
 *      2  share of tied neighbours in rank order: sum over x and y, absolute difference
 *      8  plug-in mutual information H(x) + H(y) - H(x, y)
 *      8  occupied cells / T
 *     56  share of the samples whose n is 1, 2-3, 4-7, 8-15, 16-31, 32-63, 64 and more
 *     49  mean over the samples of log(n / n on the next finer grid), split by the same bins of n
 *      6  plug-in mutual information on the grids 3, 6, ..., 96
 *      6  occupied cells / T on those
 *
 * All of them stay when x and y change places, up to rounding. Coarse grids are pooled from finer ones; the
 * three finest are counted sample by sample, because their cells outnumber the samples.
 */
import { dyadicLevels, thirdLevels, type VariableCells } from '../copula/cells.ts';
import { countBins, statisticsCount, tableCells } from './networkContract.ts';

export interface Featurizer {
  /**
   * Writes the features of a pair at place `index` of the batch's arrays.
   *
   * @param histogram (B, 32, 32)
   * @param statistics (B, F)
   */
  write(
    x: VariableCells,
    y: VariableCells,
    index: number,
    histogram: Float32Array,
    statistics: Float32Array,
  ): void;
}

/** The level of the histogram: grid 32 = 2^5; levels below are pooled from it. */
const histogramLevel = 5;
const plugInAt = 3;
const occupiedAt = plugInAt + dyadicLevels;
const sharesAt = occupiedAt + dyadicLevels;
const splitsAt = sharesAt + countBins * dyadicLevels;
const thirdPlugInAt = splitsAt + countBins * (dyadicLevels - 1);
const thirdOccupiedAt = thirdPlugInAt + thirdLevels;

/** Featurizer of pairs of T samples; it owns the counters, so it serves one pair at a time. */
export function createFeaturizer(sampleCount: number): Featurizer {
  const T = sampleCount;
  const logT = Math.log(T);
  const { logOf, nLogN, octave } = countTables(T);
  // 16-bit counters halve the memory that random access has to keep in cache. Never Uint32Array: its elements may
  // leave the small-integer range, and V8 then runs these loops tens of times slower.
  const Counters = T <= 0xffff ? Uint16Array : Int32Array;
  const n8 = new Counters(256 * 256);
  const n7 = new Counters(128 * 128);
  const n6 = new Counters(64 * 64);
  const dyadic = Array.from({ length: 6 }, (_, level) => new Counters(4 ** level));
  const third = Array.from({ length: thirdLevels }, (_, level) => new Counters((3 << level) ** 2));
  const n5 = dyadic[histogramLevel];
  const n96 = third[thirdLevels - 1];
  const shares = new Int32Array(countBins * dyadicLevels);
  const splits = new Float64Array(countBins * (dyadicLevels - 1));
  const logSums = new Float64Array(dyadicLevels);
  const occupied = new Int32Array(dyadicLevels);

  function count(x: VariableCells, y: VariableCells): void {
    n7.fill(0);
    n6.fill(0);
    n5.fill(0);
    n96.fill(0);
    const { dyadic: x8, third: x96 } = x;
    const { dyadic: y8, third: y96 } = y;
    let occupied8 = 0;
    let occupied7 = 0;
    let occupied6 = 0;
    for (let t = 0; t < T; t++) {
      const i = x8[t];
      const j = y8[t];
      if (n8[(i << 8) | j]++ === 0) occupied8 += 1;
      if (n7[((i >> 1) << 7) | (j >> 1)]++ === 0) occupied7 += 1;
      if (n6[((i >> 2) << 6) | (j >> 2)]++ === 0) occupied6 += 1;
      n5[((i >> 3) << 5) | (j >> 3)] += 1;
      n96[x96[t] * 96 + y96[t]] += 1;
    }
    occupied[5] = occupied6;
    occupied[6] = occupied7;
    occupied[7] = occupied8;
  }

  /** Levels 6, 7, 8 of the sums, and the splits of 5, 6, 7. */
  function sumFine({ dyadic: x8 }: VariableCells, { dyadic: y8 }: VariableCells): void {
    let sum6 = 0;
    let sum7 = 0;
    let sum8 = 0;
    for (let t = 0; t < T; t++) {
      const i = x8[t];
      const j = y8[t];
      const a = n8[(i << 8) | j];
      const b = n7[((i >> 1) << 7) | (j >> 1)];
      const c = n6[((i >> 2) << 6) | (j >> 2)];
      const d = n5[((i >> 3) << 5) | (j >> 3)];
      const logA = logOf[a];
      const logB = logOf[b];
      const logC = logOf[c];
      const binB = octave[b];
      const binC = octave[c];
      sum8 += logA;
      sum7 += logB;
      sum6 += logC;
      shares[7 * countBins + octave[a]] += 1;
      shares[6 * countBins + binB] += 1;
      shares[5 * countBins + binC] += 1;
      splits[6 * countBins + binB] += logB - logA;
      splits[5 * countBins + binC] += logC - logB;
      splits[4 * countBins + octave[d]] += logOf[d] - logC;
    }
    logSums[5] = sum6;
    logSums[6] = sum7;
    logSums[7] = sum8;
    for (let t = 0; t < T; t++) n8[(x8[t] << 8) | y8[t]] = 0;
  }

  /** Levels 1..5 of the sums, and the splits of 1..4, from the cells. */
  function sumCoarse(): void {
    for (let level = histogramLevel; level >= 1; level--) {
      const counts = dyadic[level];
      let sum = 0;
      let cells = 0;
      const base = (level - 1) * countBins;
      for (let i = 0; i < counts.length; i++) {
        const n = counts[i];
        if (n === 0) continue;
        cells += 1;
        sum += nLogN[n];
        shares[base + octave[n]] += n;
      }
      logSums[level - 1] = sum;
      occupied[level - 1] = cells;
      if (level === 1) break;
      const parents = dyadic[level - 1];
      const side = 1 << (level - 1);
      const splitBase = (level - 2) * countBins;
      for (let i = 0; i < side; i++) {
        for (let j = 0; j < side; j++) {
          const at = 4 * i * side + 2 * j;
          const p = counts[at];
          const q = counts[at + 1];
          const r = counts[at + 2 * side];
          const s = counts[at + 2 * side + 1];
          const n = p + q + r + s;
          parents[i * side + j] = n;
          if (n > 0) {
            splits[splitBase + octave[n]] += nLogN[n] - nLogN[p] - nLogN[q] - nLogN[r] - nLogN[s];
          }
        }
      }
    }
  }

  function writeThird(x: VariableCells, y: VariableCells, out: Float32Array, at: number): void {
    for (let level = thirdLevels - 1; level >= 0; level--) {
      const counts = third[level];
      const side = 3 << level;
      if (level < thirdLevels - 1) pool(third[level + 1], counts, side);
      let sum = 0;
      let cells = 0;
      for (let i = 0; i < counts.length; i++) {
        const n = counts[i];
        if (n === 0) continue;
        cells += 1;
        sum += nLogN[n];
      }
      out[at + thirdPlugInAt + level] =
        x.thirdEntropy[level] + y.thirdEntropy[level] - (logT - sum / T);
      out[at + thirdOccupiedAt + level] = cells / T;
    }
  }

  return {
    write(x, y, index, histogram, statistics) {
      shares.fill(0);
      splits.fill(0);
      count(x, y);
      sumFine(x, y);
      sumCoarse();
      const cells = tableCells * tableCells;
      for (let i = 0; i < cells; i++) histogram[index * cells + i] = n5[i] / T;
      const at = index * statisticsCount;
      statistics[at] = logT;
      statistics[at + 1] = x.tieShare + y.tieShare;
      statistics[at + 2] = Math.abs(x.tieShare - y.tieShare);
      for (let level = 0; level < dyadicLevels; level++) {
        statistics[at + plugInAt + level] =
          x.dyadicEntropy[level] + y.dyadicEntropy[level] - (logT - logSums[level] / T);
        statistics[at + occupiedAt + level] = occupied[level] / T;
      }
      for (let i = 0; i < shares.length; i++) statistics[at + sharesAt + i] = shares[i] / T;
      for (let i = 0; i < splits.length; i++) statistics[at + splitsAt + i] = splits[i] / T;
      writeThird(x, y, statistics, at);
    },
  };
}

/** log n, n log n and the octave bin of n = 0..T. */
function countTables(T: number) {
  const logOf = new Float64Array(T + 1);
  const nLogN = new Float64Array(T + 1);
  const octave = new Uint8Array(T + 1);
  for (let n = 1; n <= T; n++) {
    logOf[n] = Math.log(n);
    nLogN[n] = n * logOf[n];
    octave[n] = Math.min(31 - Math.clz32(n), countBins - 1);
  }
  return { logOf, nLogN, octave };
}

type Counts = Uint16Array | Int32Array;

/** Sums 2 x 2 blocks of a grid of 2 side into a grid of side. */
function pool(fine: Counts, coarse: Counts, side: number): void {
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const at = 4 * i * side + 2 * j;
      coarse[i * side + j] =
        fine[at] + fine[at + 1] + fine[at + 2 * side] + fine[at + 2 * side + 1];
    }
  }
}
