/**
 * What the accurate network sees of a pair: a histogram of the empirical copula on 64 x 64 cells, narrow at the ends
 * (`arcsineEdges`), and statistics of its counts on equal cells of many scales. The exact mirror of build/train/features.py, checked by a golden file from there.
 *
 * Statistics, in this order, for the grids 2, 4, ..., 256 unless noted; n is the number of samples in the cell of
 * a sample:
 *
 *      1  log T
 *      2  share of tied neighbours in rank order: sum over x and y, absolute difference
 *      8  plug-in mutual information H(x) + H(y) - H(x, y)
 *      8  occupied cells / T
 *     56  share of the samples whose n is 1, 2-3, 4-7, 8-15, 16-31, 32-63, 64 and more
 *      6  plug-in mutual information on the grids 3, 6, ..., 96
 *      6  occupied cells / T on those
 *
 * All of them stay when x and y change places, up to rounding. Coarse grids are pooled from finer ones; the
 * finest are counted sample by sample, because their cells outnumber the samples.
 */
import { arcsineSide, dyadicLevels, thirdLevels, type VariableCells } from '../copula/cells.ts';
import {
  clearFinest,
  countFine,
  countShares,
  countTables,
  countThird,
  pool,
  sumCells,
  sumFine,
  sumThird,
} from './counting.ts';
import { countBins, statisticsCount } from './networkContract.ts';

export interface Featurizer {
  /**
   * Writes the features of a pair at place `index` of the batch's arrays.
   *
   * @param histogram (B, H, H)
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

/** H of the accurate network. */
export const histogramCells = arcsineSide;

/** The finest level that is pooled from the one above, grid 32 = 2^5. */
const pooledLevel = 5;
const plugInAt = 3;
const occupiedAt = plugInAt + dyadicLevels;
const sharesAt = occupiedAt + dyadicLevels;
const thirdPlugInAt = sharesAt + countBins * dyadicLevels;
const thirdOccupiedAt = thirdPlugInAt + thirdLevels;

/** Featurizer of pairs of T samples; it owns the counters, so it serves one pair at a time. */
export function createFeaturizer(sampleCount: number): Featurizer {
  const logT = Math.log(sampleCount);
  const tables = countTables(sampleCount);
  // 16-bit counters halve the memory that random access has to keep in cache.
  const Counters = sampleCount <= 0xffff ? Uint16Array : Int32Array;
  /** By level 0..8. */
  const dyadic = Array.from({ length: dyadicLevels + 1 }, (_, level) => new Counters(4 ** level));
  const fine = { n256: dyadic[8], n128: dyadic[7], n64: dyadic[6] };
  /** By grid 3, 6, ..., 96. */
  const third = Array.from({ length: thirdLevels }, (_, level) => new Counters((3 << level) ** 2));
  const cells = new Counters(histogramCells ** 2);
  const shareOf = Float32Array.from({ length: sampleCount + 1 }, (_, n) => n / sampleCount);
  const shares = new Int32Array(countBins * dyadicLevels);
  const nLogNSums = {
    dyadic: new Float64Array(dyadicLevels),
    third: new Float64Array(thirdLevels),
  };
  const occupied = { dyadic: new Int32Array(dyadicLevels), third: new Int32Array(thirdLevels) };
  const [sumsFine, occupiedFine] = [
    nLogNSums.dyadic.subarray(pooledLevel),
    occupied.dyadic.subarray(pooledLevel),
  ];
  const sums = { nLogN: 0, occupied: 0 };
  const ignoredShares = new Int32Array(countBins);

  function measureDyadic({ dyadic: x }: VariableCells, { dyadic: y }: VariableCells): void {
    fine.n128.fill(0);
    fine.n64.fill(0);
    countFine(x, y, fine, occupiedFine);
    sumFine(x, y, fine, tables, sumsFine, shares, countBins * pooledLevel);
    clearFinest(x, y, fine.n256);
    for (let level = pooledLevel; level >= 1; level--) {
      pool(dyadic[level + 1], dyadic[level], 1 << level);
      sumCells(dyadic[level], tables, shares, countBins * (level - 1), sums);
      nLogNSums.dyadic[level - 1] = sums.nLogN;
      occupied.dyadic[level - 1] = sums.occupied;
    }
  }

  function measureThird({ third: x }: VariableCells, { third: y }: VariableCells): void {
    const finest = thirdLevels - 1;
    const [n96, n48] = [third[finest], third[finest - 1]];
    n96.fill(0);
    n48.fill(0);
    occupied.third[finest] = countThird(x, y, n96, n48);
    nLogNSums.third[finest] = sumThird(x, y, n96, tables);
    for (let level = finest - 1; level >= 0; level--) {
      if (level < finest - 1) pool(third[level + 1], third[level], 3 << level);
      sumCells(third[level], tables, ignoredShares, 0, sums);
      nLogNSums.third[level] = sums.nLogN;
      occupied.third[level] = sums.occupied;
    }
  }

  return {
    write(x, y, index, histogram, statistics) {
      shares.fill(0);
      measureDyadic(x, y);
      measureThird(x, y);
      const place = index * histogramCells ** 2;
      cells.fill(0);
      histogram.fill(0, place, place + histogramCells ** 2);
      countShares(x.arcsine, y.arcsine, histogramCells, cells, shareOf, histogram, place);
      const at = index * statisticsCount;
      statistics[at] = logT;
      statistics[at + 1] = x.tieShare + y.tieShare;
      statistics[at + 2] = Math.abs(x.tieShare - y.tieShare);
      const plugIn = (marginals: number, nLogN: number) => marginals - (logT - nLogN / sampleCount);
      for (let level = 0; level < dyadicLevels; level++) {
        statistics[at + plugInAt + level] = plugIn(
          x.dyadicEntropy[level] + y.dyadicEntropy[level],
          nLogNSums.dyadic[level],
        );
      }
      for (let level = 0; level < thirdLevels; level++) {
        statistics[at + thirdPlugInAt + level] = plugIn(
          x.thirdEntropy[level] + y.thirdEntropy[level],
          nLogNSums.third[level],
        );
      }
      writeShares(occupied.dyadic, sampleCount, statistics, at + occupiedAt);
      writeShares(shares, sampleCount, statistics, at + sharesAt);
      writeShares(occupied.third, sampleCount, statistics, at + thirdOccupiedAt);
    },
  };
}

function writeShares(
  values: Uint16Array | Int32Array,
  total: number,
  out: Float32Array,
  at: number,
): void {
  for (let i = 0; i < values.length; i++) out[at + i] = values[i] / total;
}
