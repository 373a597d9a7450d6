/**
 * Mutual information by nearest neighbours: Kraskov, Stoegbauer, Grassberger, "Estimating mutual information",
 * Phys. Rev. E 69, 066138 (2004), equations (8) and (9).
 */
import { ComoveError } from '../../contract/errors.ts';
import { separateTies, standardise } from './columns.ts';
import { digamma, digammaTable } from './digamma.ts';
import {
  buildKdTree,
  countWithin,
  nearest,
  nearestScratch,
  type NearestScratch,
} from './kdTree.ts';
import { countAround } from './marginal.ts';
import { nearestInPlane, planeIndex, sortColumn, type SortedColumn } from './plane.ts';

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
  /** The order of a single column. */
  readonly sorted?: SortedColumn;
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
  if (prepared.length > 1) return { columns: prepared, around: spaceCounter(prepared) };
  const sorted = sortColumn(prepared[0]);
  return {
    columns: prepared,
    sorted,
    around: (i, radius, closed) => countAround(sorted.sorted, sorted.places[i], radius, closed),
  };
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
  const joint = jointIndex(x, y);
  const scratch = nearestScratch(k);
  const psi = digammaTable(count);

  let sum = 0;
  for (let place = 0; place < count; place++) {
    joint.nearest(place, scratch);
    const sample = joint.order[place];
    for (const side of [x, y]) {
      const radius =
        algorithm === 1
          ? scratch.distances[k - 1]
          : extent(side.columns, joint.order, place, scratch.places);
      const within = side.around(sample, radius, algorithm === 2);
      // The point itself is among `within`: algorithm 1 takes psi(n + 1), algorithm 2 psi(n) without it.
      sum += psi[algorithm === 1 ? Math.max(within, 1) : Math.max(within - 1, 1)];
    }
  }
  const constant = digamma(k) + psi[count] - (algorithm === 2 ? 1 / k : 0);
  return constant - sum / count;
}

/** The points of both sides together, in an order of the index's own. */
interface JointIndex {
  /** (N) the sample at each place. */
  readonly order: Uint32Array;
  /** The k nearest other points of a place, by place. */
  nearest(place: number, scratch: NearestScratch): void;
}

function jointIndex(x: KsgSide, y: KsgSide): JointIndex {
  if (x.sorted && y.sorted) {
    const plane = planeIndex(x.sorted, y.sorted);
    return {
      order: plane.order,
      nearest: (place, scratch) => nearestInPlane(plane, place, scratch),
    };
  }
  const tree = buildKdTree([...x.columns, ...y.columns]);
  return { order: tree.order, nearest: (place, scratch) => nearest(tree, place, scratch) };
}

/** The farthest of the k neighbours along one side's coordinates. */
function extent(
  columns: readonly Float64Array[],
  order: Uint32Array,
  place: number,
  neighbours: Uint32Array,
): number {
  const sample = order[place];
  let farthest = 0;
  for (const neighbour of neighbours) {
    for (const column of columns) {
      const gap = Math.abs(column[order[neighbour]] - column[sample]);
      if (gap > farthest) farthest = gap;
    }
  }
  return farthest;
}

function spaceCounter(columns: readonly Float64Array[]): KsgSide['around'] {
  const tree = buildKdTree(columns);
  const center = new Float64Array(columns.length);
  const stack = new Int32Array(128);
  return (i, radius, closed) => {
    for (let d = 0; d < columns.length; d++) center[d] = columns[d][i];
    return countWithin(tree, center, radius, closed, stack);
  };
}
