/**
 * Views of a pair. Its information does not change when its variables are turned round, or when their axes are bent so that
 * other samples share a cell; what the accurate network says does, a little. The mean of what it says of several views errs
 * less, most where samples are short: its card has the figures. It takes as many times as long, so long ones are judged
 * so only when asked for (`Network.viewsUpTo`).
 *
 * Each way to bend is seen in two of the four reflections: half of the views err as little as all. They are chosen so that
 * nothing changes when x and y change places, or when both are turned round, as all paths of a video are when that is
 * mirrored.
 */
import { unbent, type Bend } from '../copula/bend.ts';
import { donskerVaradhan } from './donskerVaradhan.ts';
import type { Featurizer } from './features.ts';
import { tableCells } from './networkContract.ts';
import type { Network } from './networks.ts';

/** Which axes are turned round, of x and of y. */
type Reflection = readonly [boolean, boolean];

/** Views on the same cells. */
export interface BentViews {
  /** Of both axes. */
  readonly bend: Bend;
  readonly reflections: readonly Reflection[];
}

/** The first view is the pair itself. */
const itself: Reflection = [false, false];
const alongX: Reflection = [true, false];
const alongY: Reflection = [false, true];
const both: Reflection = [true, true];

/** Each bend and its opposite, beside the pair itself and both axes turned round. */
const bentBy = (...bends: Bend[]): readonly BentViews[] => [
  { bend: unbent, reflections: [itself, both] },
  ...bends
    .flatMap(({ quarters, middle }) => [
      { quarters, middle },
      { quarters: -quarters, middle: -middle },
    ])
    .map((bend) => ({ bend, reflections: [alongX, alongY] })),
];

/** Half a cell of the table. */
const bent = bentBy({ quarters: 1 / 64, middle: 0 });
/** The shorter a sample, the farther apart those that lie side by side. */
const bentFar = bentBy({ quarters: 1 / 16, middle: 0 }, { quarters: 0, middle: 1 / 16 });
const farUpTo = 250;

/** In which views the network is shown a sample of this length, in this order. */
export function viewsOf(
  { viewsUpTo }: Pick<Network, 'viewsUpTo'>,
  sampleCount: number,
): readonly BentViews[] {
  if (sampleCount > viewsUpTo) return [{ bend: unbent, reflections: [itself] }];
  return sampleCount <= farUpTo ? bentFar : bent;
}

/** How many they are. */
export const viewCount = (views: readonly BentViews[]): number =>
  views.reduce((count, { reflections }) => count + reflections.length, 0);

/** Writes what the network is fed of a pair, as `Featurizer.write` does, but of all views from a place in the batch on. */
export type ViewWriter = Featurizer['write'];

/**
 * Writer of all these views; it serves one pair at a time.
 *
 * @param featurizer of the network; its statistics do not change under reflections, which are not counted again
 */
export function createViewWriter(
  views: readonly BentViews[],
  featurizer: Featurizer,
  { histogramCells, statisticsCount }: Pick<Network, 'histogramCells' | 'statisticsCount'>,
): ViewWriter {
  // Where there is but one, it needs no copy.
  if (viewCount(views) === 1) return (...pair) => featurizer.write(...pair);
  const size = histogramCells ** 2;
  const shares = new Float32Array(size);
  const counted = new Float32Array(statisticsCount);
  return (x, y, index, histogram, statistics) => {
    let place = index;
    for (const { bend, reflections } of views) {
      featurizer.write(x.bent(bend), y.bent(bend), 0, shares, counted);
      for (const axes of reflections) {
        const into = histogram.subarray(place * size, (place + 1) * size);
        reflectInto(into, shares, histogramCells, axes);
        statistics.set(counted, place * statisticsCount);
        place += 1;
      }
    }
  };
}

/** What a network says of one pair. */
export interface Answer {
  /** (L, L) nats */
  readonly table: Float32Array;
  /** nats: the table's Donsker-Varadhan value. */
  readonly dv: number;
  /** nats */
  readonly estimate: number;
}

/**
 * What the network's answers to all views of a pair come to: the mean of the estimates; of the tables on the pair's own
 * cells, turned back, the mean too; and its Donsker-Varadhan value. Tables on bent cells would have to be read between
 * theirs, which blurs more than the mean gains.
 *
 * @param views in the order of the answers, those on the pair's own cells first
 * @param tables (views, L, L) nats
 * @param estimates (views) nats
 * @param histogram (L, L) shares of the pair itself
 */
export function meanAnswer(
  views: readonly BentViews[],
  tables: Float32Array,
  estimates: Float32Array,
  histogram: Float32Array,
): Answer {
  const size = tableCells ** 2;
  const turned = new Float32Array(size);
  const table = new Float32Array(size);
  const { reflections } = views[0];
  reflections.forEach((axes, view) => {
    reflectInto(turned, tables.subarray(view * size, (view + 1) * size), tableCells, axes);
    for (let cell = 0; cell < size; cell++) table[cell] += turned[cell] / reflections.length;
  });
  return {
    table,
    dv: donskerVaradhan(histogram, table, tableCells),
    estimate: estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length,
  };
}

function reflectInto(
  into: Float32Array,
  from: Float32Array,
  cells: number,
  [alongX, alongY]: Reflection,
): void {
  for (let i = 0; i < cells; i++) {
    const row = from.subarray(i * cells, (i + 1) * cells);
    const at = (alongX ? cells - 1 - i : i) * cells;
    into.set(row, at);
    if (alongY) into.subarray(at, at + cells).reverse();
  }
}

/**
 * Shares on the table's cells: sums of the finer ones that the network is fed.
 *
 * @param histogram (B, H, H), of which the first is taken
 * @param cells H, a multiple of L
 */
export function onTableCells(histogram: Float32Array, cells: number): Float32Array {
  if (cells === tableCells) return histogram.slice(0, tableCells ** 2);
  const ratio = cells / tableCells;
  const pooled = new Float32Array(tableCells * tableCells);
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++)
      pooled[Math.floor(i / ratio) * tableCells + Math.floor(j / ratio)] +=
        histogram[i * cells + j];
  return pooled;
}
