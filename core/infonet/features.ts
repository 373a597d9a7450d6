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
 *     20  extents, see `extents.ts`
 *
 * All of them stay when x and y change places, up to rounding. What comes before the extents is counted in `counting.ts`.
 */
import { arcsineSide, dyadicLevels, thirdLevels, type VariableCells } from '../copula/cells.ts';
import { countShares, createGridCounter } from './counting.ts';
import { createExtents, extentCount } from './extents.ts';
import { countBins, countedStatistics } from './networkContract.ts';

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

/** F of the accurate network. */
export const statisticsCount = countedStatistics + extentCount;

const plugInAt = 3;
const occupiedAt = plugInAt + dyadicLevels;
const octavesAt = occupiedAt + dyadicLevels;
const thirdPlugInAt = octavesAt + countBins * dyadicLevels;
const thirdOccupiedAt = thirdPlugInAt + thirdLevels;

/** Featurizer of pairs of T samples; it serves one pair at a time. */
export function createFeaturizer(sampleCount: number): Featurizer {
  const logT = Math.log(sampleCount);
  const countPair = createGridCounter(sampleCount);
  const writeExtents = createExtents(sampleCount);
  const cells = new (sampleCount <= 0xffff ? Uint16Array : Int32Array)(histogramCells ** 2);
  const shareOf = Float32Array.from({ length: sampleCount + 1 }, (_, n) => n / sampleCount);

  return {
    write(x, y, index, histogram, statistics) {
      const place = index * histogramCells ** 2;
      cells.fill(0);
      histogram.fill(0, place, place + histogramCells ** 2);
      countShares(x.arcsine, y.arcsine, histogramCells, cells, shareOf, histogram, place);
      writeStatistics(x, y, statistics, index * statisticsCount);
      writeExtents(x, y, statistics, index * statisticsCount + countedStatistics);
    },
  };

  function writeStatistics(x: VariableCells, y: VariableCells, out: Float32Array, at: number) {
    const { nLogN, occupied, octaves } = countPair(x, y);
    out[at] = logT;
    out[at + 1] = x.tieShare + y.tieShare;
    out[at + 2] = Math.abs(x.tieShare - y.tieShare);
    const plugIn = (marginals: number, grid: number) =>
      marginals - (logT - nLogN[grid] / sampleCount);
    for (let level = 0; level < dyadicLevels; level++) {
      const marginals = x.dyadicEntropy[level] + y.dyadicEntropy[level];
      out[at + plugInAt + level] = plugIn(marginals, level);
      out[at + occupiedAt + level] = occupied[level] / sampleCount;
    }
    for (let i = 0; i < octaves.length; i++) out[at + octavesAt + i] = octaves[i] / sampleCount;
    for (let level = 0; level < thirdLevels; level++) {
      const marginals = x.thirdEntropy[level] + y.thirdEntropy[level];
      out[at + thirdPlugInAt + level] = plugIn(marginals, dyadicLevels + level);
      out[at + thirdOccupiedAt + level] = occupied[dyadicLevels + level] / sampleCount;
    }
  }
}
