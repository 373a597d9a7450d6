/**
 * What the fast network sees of a pair: a histogram and statistics that are cheap to count. The exact mirror of
 * build/train/compact.py, checked by a golden file from there.
 *
 * Statistics, in this order; n is the number of samples in a cell:
 *
 *      1  log T
 *      2  share of tied neighbours in rank order: sum over x and y, absolute difference
 *      7  plug-in mutual information H(x) + H(y) - H(x, y) on the grids 2, 4, ..., 128
 *     12  cells with n of at least 1, 2, 4, 8 on the grids 32, 64, 128, over T
 *
 * They are counted in `compactCounting.ts`.
 */
import type { VariableCells } from '../copula/cells.ts';
import {
  createPairCounter,
  detailedLevels,
  gridStarts,
  leastCounts,
  type PairCounts,
} from './compactCounting.ts';
import type { Featurizer } from './features.ts';
import { tableCells } from './networkContract.ts';

const levels = 7;
/** Of the grid of 32. */
const histogramLevel = 5;
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

/** Featurizer of pairs of T samples for the fast network; it serves one pair at a time. */
export function createCompactFeaturizer(sampleCount: number): Featurizer {
  const logT = Math.log(sampleCount);
  const countPair = createPairCounter(sampleCount);
  const share = 1 / sampleCount;

  return {
    write(x, y, index, histogram, statistics) {
      const counted = countPair(x.spread, y.spread);
      writeHistogram(counted, share, histogram, index * tableCells * tableCells);
      writeStatistics(x, y, counted, statistics, index * compactStatisticsCount);
    },
  };

  function writeStatistics(
    x: VariableCells,
    y: VariableCells,
    { sums, cells }: PairCounts,
    out: Float32Array,
    at: number,
  ): void {
    out[at] = logT;
    out[at + 1] = x.tieShare + y.tieShare;
    out[at + 2] = Math.abs(x.tieShare - y.tieShare);
    for (let level = 1; level <= levels; level++)
      out[at + plugInAt + level - 1] =
        x.dyadicEntropy[level - 1] + y.dyadicEntropy[level - 1] - (logT - sums[level] * share);
    for (let i = 0; i < cells.length; i++) out[at + cellsAt + i] = cells[i] * share;
  }
}

/** Where blocks of 2 x 2 cells, in the order of the counters, start in the histogram. */
const blockStarts = Uint16Array.from({ length: tableCells ** 2 / 4 }, (_, block) => {
  let [row, column] = [0, 0];
  for (let bit = 0; bit < histogramLevel - 1; bit++) {
    column |= ((block >> (2 * bit)) & 1) << (bit + 1);
    row |= ((block >> (2 * bit + 1)) & 1) << (bit + 1);
  }
  return row * tableCells + column;
});

/** @param share 1 / T */
function writeHistogram(
  { counts }: PairCounts,
  share: number,
  histogram: Float32Array,
  to: number,
): void {
  let from = gridStarts[histogramLevel];
  for (let block = 0; block < blockStarts.length; block++) {
    const at = to + blockStarts[block];
    histogram[at] = counts[from] * share;
    histogram[at + 1] = counts[from + 1] * share;
    histogram[at + tableCells] = counts[from + 2] * share;
    histogram[at + tableCells + 1] = counts[from + 3] * share;
    from += 4;
  }
}
