/**
 * Extents: how far one variable reaches within cells of the other. Cells that count samples see the edge of a relation
 * only to within a cell; the extremes of what lies in them see it to within the gap between neighbours. The exact mirror
 * of build/train/extents.py.
 *
 * Extents are shares of all ranks, half a rank added, and come as logs, negated, in nats: within a band of constant density
 * that is its information, but for what T samples do not reach. In this order:
 *
 *      7  mean over the samples of the extent within the cell of the other variable, on the grids of 256, 128, ..., 4
 *         cells; mean of both variables
 *      6  width between the envelopes of the relation, the greatest of all cells up to here and the least of all from
 *         here on, on 256 cells: log of the mean, log of the root mean square, mean log; the lesser of both variables,
 *         number by number, then the greater. Of a rising relation, unless a falling one's is as narrow or narrower.
 *      7  as the first, but across the diagonal in 64, 32, ..., 1 cells along it: the rising or the falling one, as there;
 *         but for samples in its very middle
 *
 * All but a few numbers a pair is made once: new memory would take longer than what is done with it.
 */
import { dyadicLevels, type VariableCells } from '../copula/cells.ts';
import type { RankArray } from '../copula/ranks.ts';

/** Cells of one variable, the finest. */
export const extentCells = 1 << dyadicLevels;
/** Cells along the diagonal, the finest. */
export const diagonalCells = 64;
/** Grids of each: cells are joined by twos. */
export const extentLevels = 7;

/** Numbers of a width. */
const widths = 3;
/** Extents of a pair. */
export const extentCount = 2 * extentLevels + 2 * widths;

/** What lies in each cell: doubled ranks, or their differences. */
interface Extremes {
  readonly greatest: Int32Array;
  readonly least: Int32Array;
  readonly samples: Int32Array;
}

/** Writes the extents of a pair from place `at` on. */
type ExtentWriter = (x: VariableCells, y: VariableCells, out: Float32Array, at: number) => void;

/**
 * Extents of pairs of T samples, in nats, in the order above; it serves one pair at a time. All are finite: an extent of
 * nothing counts as half a rank, log 2T; with T = 1, whose sample lies in the middle of the diagonal, those across it are 0.
 *
 * @param sampleCount T, at least 1
 */
export function createExtents(sampleCount: number): ExtentWriter {
  const all = 2 * sampleCount;
  /** Differences across the diagonal reach from -2T to 2T. */
  const logs = Float64Array.from({ length: 2 * all + 1 }, (_, extent) => logShare(extent, all));
  const cellAlong = Uint8Array.from({ length: 2 * all + 1 }, (_, i) => diagonalCell(i - all, all));
  const sides = [emptyExtremes(extentCells), emptyExtremes(extentCells)];
  const diagonal = emptyExtremes(diagonalCells + 1);

  return (x, y, out, at) => {
    clear(sides[0], 0, all + 2);
    clear(sides[1], 0, all + 2);
    collect(x.dyadic, y.ranks, sides[0]);
    collect(y.dyadic, x.ranks, sides[1]);

    const [one, other] = sides.map((side) => widthsOf(side, logs, all));
    const rises = one.rising.sum + other.rising.sum < one.falling.sum + other.falling.sum;
    const kind = rises ? 'rising' : 'falling';
    const place = at + extentLevels;
    for (let i = 0; i < widths; i++) {
      out[place + i] = -Math.min(one[kind].logs[i], other[kind].logs[i]);
      out[place + widths + i] = -Math.max(one[kind].logs[i], other[kind].logs[i]);
    }

    clear(diagonal, -2 * all, 2 * all);
    collectAlong(x.ranks, y.ranks, rises, all, cellAlong, diagonal);
    for (let level = 0; level < extentLevels; level++) {
      const cells = extentCells >> level;
      const sum = sumOfLogs(sides[0], cells, logs) + sumOfLogs(sides[1], cells, logs);
      out[at + level] = -sum / all;
      out[place + 2 * widths + level] =
        -sumOfLogs(diagonal, diagonalCells >> level, logs) / sampleCount;
      for (const side of sides) join(side, cells >> 1);
      join(diagonal, diagonalCells >> (level + 1));
    }
  };
}

/**
 * Cell along a diagonal, of a sum of ranks that is this far beyond the middle, -2T to 2T. One in the very middle lies in
 * none: so reversed sums lie in reversed cells, and extents stay when x and y change places.
 *
 * @param all 2T
 * @returns 0..63, or 64 for none
 */
export function diagonalCell(beyond: number, all: number): number {
  if (beyond === 0) return diagonalCells;
  const step = Math.floor(((Math.abs(beyond) - 1) * diagonalCells) / (2 * all));
  return beyond > 0 ? diagonalCells / 2 + step : diagonalCells / 2 - 1 - step;
}

const logShare = (extent: number, all: number) => Math.log((extent + 1) / all);

const emptyExtremes = (cells: number): Extremes => ({
  greatest: new Int32Array(cells),
  least: new Int32Array(cells),
  samples: new Int32Array(cells),
});

function clear({ greatest, least, samples }: Extremes, below: number, above: number): void {
  greatest.fill(below);
  least.fill(above);
  samples.fill(0);
}

/** The greater of two small integers, without a branch: which of them it is can not be foreseen, and misses take most of the time. */
const greater = (a: number, b: number) => a + ((b - a) & ~((b - a) >> 31));
/** The lesser, likewise. */
const lesser = (a: number, b: number) => a + ((b - a) & ((b - a) >> 31));

/** Extremes of the ranks in each cell. */
function collect(
  cells: Uint8Array,
  ranks: RankArray,
  { greatest, least, samples }: Extremes,
): void {
  const count = ranks.length;
  for (let t = 0; t < count; t++) {
    const cell = cells[t];
    const rank = ranks[t];
    greatest[cell] = greater(greatest[cell], rank);
    least[cell] = lesser(least[cell], rank);
    samples[cell] += 1;
  }
}

/** The same of y - x along the rising diagonal, or with y turned round along the falling one. */
function collectAlong(
  x: RankArray,
  y: RankArray,
  rises: boolean,
  all: number,
  cellAlong: Uint8Array,
  { greatest, least, samples }: Extremes,
): void {
  const count = x.length;
  const [from, sign] = rises ? [0, 1] : [all + 2, -1];
  for (let t = 0; t < count; t++) {
    const turned = from + sign * y[t];
    const across = turned - x[t];
    const cell = cellAlong[turned + x[t] - 2];
    greatest[cell] = greater(greatest[cell], across);
    least[cell] = lesser(least[cell], across);
    samples[cell] += 1;
  }
}

/** Σ over the samples of the log extent of their cell. */
function sumOfLogs({ greatest, least, samples }: Extremes, cells: number, logs: Float64Array) {
  let sum = 0;
  for (let cell = 0; cell < cells; cell++)
    if (samples[cell] > 0) sum += samples[cell] * logs[greatest[cell] - least[cell]];
  return sum;
}

/** Joins cells by twos, in place: a cell reads only what lies at or above it. */
function join({ greatest, least, samples }: Extremes, cells: number): void {
  for (let cell = 0; cell < cells; cell++) {
    const left = 2 * cell;
    const right = left + 1;
    greatest[cell] = greater(greatest[left], greatest[right]);
    least[cell] = lesser(least[left], least[right]);
    samples[cell] = samples[left] + samples[right];
  }
}

/** A width between two envelopes, over the cells: its sum; the logs of its mean and of its root mean square, its mean log. */
interface Width {
  readonly sum: number;
  readonly logs: readonly number[];
}

/** The width in each cell if the relation rises, and if it falls. */
function widthsOf(
  { greatest, least }: Extremes,
  logs: Float64Array,
  all: number,
): { rising: Width; falling: Width } {
  let high = 0;
  let low = all + 2;
  for (let cell = extentCells - 1; cell >= 0; cell--) {
    highestFrom[cell] = high = greater(high, greatest[cell]);
    lowestFrom[cell] = low = lesser(low, least[cell]);
  }
  let [risingSum, risingSquares, risingLogs] = [0, 0, 0];
  let [fallingSum, fallingSquares, fallingLogs] = [0, 0, 0];
  high = 0;
  low = all + 2;
  for (let cell = 0; cell < extentCells; cell++) {
    high = greater(high, greatest[cell]);
    low = lesser(low, least[cell]);
    const rising = greater(high - lowestFrom[cell], 0);
    const falling = greater(highestFrom[cell] - low, 0);
    risingSum += rising;
    risingSquares += rising * rising;
    risingLogs += logs[rising];
    fallingSum += falling;
    fallingSquares += falling * falling;
    fallingLogs += logs[falling];
  }
  return {
    rising: widthBy(risingSum, risingSquares, risingLogs, all),
    falling: widthBy(fallingSum, fallingSquares, fallingLogs, all),
  };
}

const widthBy = (sum: number, squares: number, sumOfLogs: number, all: number): Width => ({
  sum,
  logs: [
    logShare(sum / extentCells, all),
    logShare(Math.sqrt(squares / extentCells), all),
    sumOfLogs / extentCells,
  ],
});

/** Extremes of the cells from each on: room for one pair at a time. */
const highestFrom = new Int32Array(extentCells);
const lowestFrom = new Int32Array(extentCells);
