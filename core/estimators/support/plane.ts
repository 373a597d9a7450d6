/**
 * Nearest neighbours in the plane under the maximum norm. The points are cut by x into slabs of equally many, and
 * each slab is sorted by y. Columns are sorted once each, for all pairs that they stand in; a pair's index then takes
 * one pass, and a query reads a few runs of memory: faster than a k-d tree, which is built anew for every pair.
 */
import { ascendingOrder } from '../../copula/ranks.ts';
import type { NearestScratch } from './kdTree.ts';

/** A column with its order. */
export interface SortedColumn {
  readonly values: Float64Array;
  /** (N) ascending. */
  readonly sorted: Float64Array;
  /** (N) the samples from the lowest to the highest. */
  readonly order: Uint32Array;
  /** (N) each sample's place in `sorted`. */
  readonly places: Uint32Array;
}

export function sortColumn(values: Float64Array): SortedColumn {
  const order = ascendingOrder(values);
  const places = new Uint32Array(values.length);
  const sorted = new Float64Array(values.length);
  order.forEach((sample, place) => {
    places[sample] = place;
    sorted[place] = values[sample];
  });
  return { values, sorted, order, places };
}

export interface PlaneIndex {
  /** Points in a slab; the last one may have fewer. */
  readonly slabSize: number;
  /** (N) coordinates, slab by slab, in each by ascending y. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** (N) the sample at each place. */
  readonly order: Uint32Array;
  /** (slabs) lowest and highest x. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export function planeIndex(x: SortedColumn, y: SortedColumn): PlaneIndex {
  const count = x.values.length;
  // As many slabs as points in one: measured within a tenth of the best at N = 2000.
  const slabSize = Math.max(1, Math.round(Math.sqrt(count)));
  const slabs = Math.ceil(count / slabSize);
  const next = Uint32Array.from({ length: slabs }, (_, slab) => slab * slabSize);
  const index: PlaneIndex = {
    slabSize,
    x: new Float64Array(count),
    y: new Float64Array(count),
    order: new Uint32Array(count),
    low: Float64Array.from(next, (first) => x.sorted[first]),
    high: Float64Array.from(next, (first) => x.sorted[Math.min(count, first + slabSize) - 1]),
  };
  // Dealt out by ascending y, each slab is sorted by y.
  for (let i = 0; i < count; i++) {
    const sample = y.order[i];
    const place = next[(x.places[sample] / slabSize) | 0]++;
    index.x[place] = x.values[sample];
    index.y[place] = y.sorted[i];
    index.order[place] = sample;
  }
  return index;
}

/** The k nearest other points of the point at `place`, into `scratch`. Needs k < N. */
export function nearestInPlane(index: PlaneIndex, place: number, scratch: NearestScratch): void {
  const { slabSize, low, high, x, y } = index;
  const { distances } = scratch;
  const last = distances.length - 1;
  distances.fill(Infinity);
  const own = (place / slabSize) | 0;
  search(index, own * slabSize, place, place, scratch);
  // Outwards, the nearer slab first, until both sides are farther than the k-th neighbour.
  let left = own - 1;
  let right = own + 1;
  for (;;) {
    const gapLeft = left >= 0 ? x[place] - high[left] : Infinity;
    const gapRight = right < low.length ? low[right] - x[place] : Infinity;
    if (gapLeft >= distances[last] && gapRight >= distances[last]) return;
    const slab = gapLeft <= gapRight ? left-- : right++;
    const start = slab * slabSize;
    search(index, start, firstFrom(y, start, endOf(index, start), y[place]), place, scratch);
  }
}

const endOf = ({ slabSize, y }: PlaneIndex, start: number) => Math.min(y.length, start + slabSize);

/** The first place of a sorted run whose value is not below. */
function firstFrom(values: Float64Array, start: number, end: number, value: number): number {
  while (start < end) {
    const middle = (start + end) >>> 1;
    if (values[middle] < value) start = middle + 1;
    else end = middle;
  }
  return start;
}

/** Offers the points of a slab, from a place in it outwards, as long as their y is near enough. */
function search(
  index: PlaneIndex,
  start: number,
  from: number,
  place: number,
  scratch: NearestScratch,
): void {
  const { x, y } = index;
  const { distances } = scratch;
  const last = distances.length - 1;
  const end = endOf(index, start);
  for (let p = from; p < end; p++) {
    const gap = y[p] - y[place];
    if (gap >= distances[last]) break;
    if (p !== place) offer(scratch, p, Math.max(gap, Math.abs(x[p] - x[place])));
  }
  for (let p = from - 1; p >= start; p--) {
    const gap = y[place] - y[p];
    if (gap >= distances[last]) break;
    offer(scratch, p, Math.max(gap, Math.abs(x[p] - x[place])));
  }
}

/** Puts a point among the nearest, if it is one. */
function offer({ distances, places }: NearestScratch, place: number, distance: number): void {
  let slot = distances.length - 1;
  if (distance >= distances[slot]) return;
  while (slot > 0 && distances[slot - 1] > distance) {
    distances[slot] = distances[slot - 1];
    places[slot] = places[slot - 1];
    slot -= 1;
  }
  distances[slot] = distance;
  places[slot] = place;
}
