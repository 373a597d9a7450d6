/**
 * Mutual information by nearest neighbours: Kraskov, Stoegbauer, Grassberger, "Estimating mutual information",
 * Phys. Rev. E 69, 066138 (2004), equations (8) and (9).
 */
import { ComoveError } from '../../contract/errors.ts';
import { separateTies, standardise } from './columns.ts';
import { digamma, digammaTable } from './digamma.ts';
import { buildKdTree, countWithin, nearest, nearestScratch, type KdTree } from './kdTree.ts';
import { countAround } from './marginal.ts';

export interface KsgOptions {
  /** Neighbours; 1 <= k < N. */
  readonly k: number;
  /** 1: one square per point, counts strictly inside; 2: the smallest rectangle, counts up to its edge. */
  readonly algorithm: 1 | 2;
}

/** One side of a pair, made once and shared by every pair that it stands in. */
export interface KsgSide {
  /** Standardised columns without ties, (N) each. */
  readonly columns: readonly Float64Array[];
  /** Samples within `radius` of sample i under the maximum norm, itself included. */
  readonly around: (i: number, radius: number, closed: boolean) => number;
}

/**
 * Prepares one side: unit variance, as Kraskov's own tool does, then ties separated by noise of 1e-10
 * (see `separateTies`), then an index for counting.
 *
 * @param columns one column of N samples per dimension
 */
export function ksgSide(columns: readonly Float64Array[]): KsgSide {
  const prepared = columns.map((column) => separateTies(standardise(column)));
  return { columns: prepared, around: marginalCounter(prepared) };
}

/**
 * The estimate in nats; it may be slightly negative at independence, as published. Maximum norm in the joint
 * space and in each marginal space.
 *
 * @throws ComoveError USAGE when k is not an integer in 1..N-1
 */
export function ksg(x: KsgSide, y: KsgSide, { k, algorithm }: KsgOptions): number {
  const count = x.columns[0].length;
  if (!Number.isInteger(k) || k < 1 || k >= count)
    throw new ComoveError('USAGE', `KSG needs a whole k from 1 to N - 1 = ${count - 1}, got ${k}.`);
  const joint = buildKdTree([...x.columns, ...y.columns]);
  const sides = [
    { around: x.around, from: 0, to: x.columns.length },
    { around: y.around, from: x.columns.length, to: joint.dimensions },
  ];
  const scratch = nearestScratch(k);
  const psi = digammaTable(count);

  let sum = 0;
  for (let place = 0; place < count; place++) {
    nearest(joint, place, scratch);
    for (const { around, from, to } of sides) {
      const radius =
        algorithm === 1 ? scratch.distances[k - 1] : extent(joint, place, scratch.places, from, to);
      const within = around(joint.order[place], radius, algorithm === 2);
      // The point itself is among `within`: algorithm 1 takes psi(n + 1), algorithm 2 psi(n) without it.
      sum += psi[algorithm === 1 ? Math.max(within, 1) : Math.max(within - 1, 1)];
    }
  }
  const constant = digamma(k) + psi[count] - (algorithm === 2 ? 1 / k : 0);
  return constant - sum / count;
}

/** The farthest of the k neighbours along one side's coordinates. */
function extent(
  tree: KdTree,
  place: number,
  neighbours: Uint32Array,
  from: number,
  to: number,
): number {
  const { points, dimensions } = tree;
  let farthest = 0;
  for (const neighbour of neighbours) {
    for (let d = from; d < to; d++) {
      const gap = Math.abs(points[neighbour * dimensions + d] - points[place * dimensions + d]);
      if (gap > farthest) farthest = gap;
    }
  }
  return farthest;
}

function marginalCounter(columns: readonly Float64Array[]): KsgSide['around'] {
  if (columns.length === 1) {
    const sorted = columns[0].slice().sort();
    const places = sortedPlaces(columns[0], sorted);
    return (i, radius, closed) => countAround(sorted, places[i], radius, closed);
  }
  const tree = buildKdTree(columns);
  const center = new Float64Array(columns.length);
  const stack = new Int32Array(128);
  return (i, radius, closed) => {
    for (let d = 0; d < columns.length; d++) center[d] = columns[d][i];
    return countWithin(tree, center, radius, closed, stack);
  };
}

/** For each value, a place in the sorted array that holds it. */
function sortedPlaces(values: Float64Array, sorted: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < values[i]) low = middle + 1;
      else high = middle;
    }
    places[i] = low;
  }
  return places;
}
