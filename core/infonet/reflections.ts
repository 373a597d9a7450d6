/**
 * Reflected samples. The information of a pair does not change when one of its variables is turned round; what the
 * accurate network says does, a little. The mean of what it says of all four reflections errs less where samples are short:
 * its card has the figures. It takes four times as long, so only they are judged so (`Network.reflectedUpTo`).
 */
import { donskerVaradhan } from './donskerVaradhan.ts';
import { tableCells } from './networkContract.ts';
import type { Network } from './networks.ts';

/** Which axes are turned round, of x and of y; the first is the sample itself. */
export const reflections = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

/** How many of the reflections of a sample of this length the network is shown. */
export const reflectionCount = (
  { reflectedUpTo }: Pick<Network, 'reflectedUpTo'>,
  sampleCount: number,
): number => (sampleCount <= reflectedUpTo ? reflections.length : 1);

/**
 * Fills up what the network is fed of a pair with its other reflections.
 *
 * @param at place of the pair itself in the batch; the reflections follow it
 * @param histogram (B, H, H), statistics (B, F), which reflections do not change
 */
export function addReflections(
  histogram: Float32Array,
  statistics: Float32Array,
  at: number,
  { histogramCells, statisticsCount }: Network,
): void {
  const size = histogramCells ** 2;
  const itself = histogram.subarray(at * size, (at + 1) * size);
  for (let k = 1; k < reflections.length; k++) {
    const into = (at + k) * size;
    reflectInto(histogram.subarray(into, into + size), itself, histogramCells, reflections[k]);
    const first = at * statisticsCount;
    statistics.copyWithin((at + k) * statisticsCount, first, first + statisticsCount);
  }
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
 * The mean of what the network says of a pair's reflections: of its tables, turned back, and of its estimates; and the
 * Donsker-Varadhan value of the mean table, which is at least the mean of the tables' values.
 *
 * @param tables (4, L, L) nats
 * @param estimates (4) nats
 * @param histogram (L, L) shares of the pair itself
 */
export function meanAnswer(
  tables: Float32Array,
  estimates: Float32Array,
  histogram: Float32Array,
): Answer {
  const count = reflections.length;
  const size = tableCells ** 2;
  const turned = new Float32Array(size);
  const table = new Float32Array(size);
  for (const [k, axes] of reflections.entries()) {
    reflectInto(turned, tables.subarray(k * size, (k + 1) * size), tableCells, axes);
    for (let cell = 0; cell < size; cell++) table[cell] += turned[cell] / count;
  }
  return {
    table,
    dv: donskerVaradhan(histogram, table, tableCells),
    estimate: estimates.reduce((sum, estimate) => sum + estimate, 0) / count,
  };
}

function reflectInto(
  into: Float32Array,
  from: Float32Array,
  cells: number,
  [alongX, alongY]: readonly [boolean, boolean],
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
