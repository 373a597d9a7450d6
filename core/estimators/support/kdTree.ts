/**
 * A k-d tree under the maximum norm: nearest neighbours and counts within a box. Points are copied in the
 * tree's own order, so that a leaf is read in one run of memory.
 */

/** Points a leaf holds; measured best between 6 and 12 for 2 to 4 dimensions at N = 2000. */
const leafSize = 8;

export interface KdTree {
  readonly dimensions: number;
  readonly count: number;
  /** (N, d) coordinates in tree order. */
  readonly points: Float64Array;
  /** (N) index in the caller's order of each point in tree order. */
  readonly order: Uint32Array;
  /** Per node, bounds of its points: (nodes, 2 d), minima then maxima. */
  readonly bounds: Float64Array;
  /** Per node, its range of points in tree order: (nodes, 2). */
  readonly ranges: Uint32Array;
}

/**
 * Builds a balanced tree; node i has the children 2 i + 1 and 2 i + 2.
 *
 * @param columns d arrays of N finite coordinates each
 */
export function buildKdTree(columns: readonly Float64Array[]): KdTree {
  const dimensions = columns.length;
  const count = columns[0].length;
  let depth = 0;
  while (count >> depth > leafSize) depth += 1;
  const nodes = (1 << (depth + 1)) - 1;
  const tree = {
    dimensions,
    count,
    points: new Float64Array(count * dimensions),
    order: Uint32Array.from({ length: count }, (_, i) => i),
    bounds: new Float64Array(nodes * 2 * dimensions),
    ranges: new Uint32Array(nodes * 2),
  };
  split(tree, columns, 0, 0, count, depth);
  tree.order.forEach((from, to) => {
    for (let d = 0; d < dimensions; d++) tree.points[to * dimensions + d] = columns[d][from];
  });
  return tree;
}

function split(
  tree: KdTree,
  columns: readonly Float64Array[],
  node: number,
  start: number,
  end: number,
  depth: number,
): void {
  const { dimensions, bounds, ranges, order } = tree;
  ranges[2 * node] = start;
  ranges[2 * node + 1] = end;
  let widest = 0;
  let width = -1;
  for (let d = 0; d < dimensions; d++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = start; i < end; i++) {
      const value = columns[d][order[i]];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    bounds[node * 2 * dimensions + d] = low;
    bounds[node * 2 * dimensions + dimensions + d] = high;
    if (high - low > width) {
      width = high - low;
      widest = d;
    }
  }
  if (depth === 0) return;
  const middle = (start + end) >>> 1;
  select(order, columns[widest], start, end - 1, middle);
  split(tree, columns, 2 * node + 1, start, middle, depth - 1);
  split(tree, columns, 2 * node + 2, middle, end, depth - 1);
}

/** Quickselect: order[middle] becomes the middle-th smallest by value, smaller ones before it. */
function select(
  order: Uint32Array,
  values: Float64Array,
  low: number,
  high: number,
  middle: number,
): void {
  while (low < high) {
    const pivot = values[order[(low + high) >>> 1]];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[order[i]] < pivot) i += 1;
      while (values[order[j]] > pivot) j -= 1;
      if (i <= j) {
        const swap = order[i];
        order[i] = order[j];
        order[j] = swap;
        i += 1;
        j -= 1;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/** Reused scratch of a search, so that a query allocates nothing. */
export interface NearestScratch {
  /** (k) distances ascending. */
  readonly distances: Float64Array;
  /** (k) their places in tree order. */
  readonly places: Uint32Array;
  /** Nodes that wait, and their distances from the query. */
  readonly stack: Int32Array;
  readonly gaps: Float64Array;
}

export function nearestScratch(k: number): NearestScratch {
  return {
    distances: new Float64Array(k),
    places: new Uint32Array(k),
    stack: new Int32Array(128),
    gaps: new Float64Array(128),
  };
}

/**
 * The k nearest other points of the point at `place` (tree order) under the maximum norm, into `scratch`.
 * Needs k < N. Among equal distances the earlier in tree order wins.
 */
export function nearest(tree: KdTree, place: number, scratch: NearestScratch): void {
  const { dimensions, points, ranges } = tree;
  const { distances, places, stack, gaps } = scratch;
  const k = distances.length;
  distances.fill(Infinity);
  const at = place * dimensions;
  const nodes = ranges.length >>> 1;
  let worst = Infinity;
  let top = 0;
  stack[top] = 0;
  gaps[top++] = 0;
  while (top > 0) {
    top -= 1;
    if (gaps[top] >= worst) continue;
    let node = stack[top];
    // Down to the leaf on the nearer side at each fork; the farther side waits with its distance.
    for (let left = 2 * node + 1; left < nodes; left = 2 * node + 1) {
      const gapLeft = boxDistance(tree, left, at);
      const gapRight = boxDistance(tree, left + 1, at);
      const nearLeft = gapLeft <= gapRight;
      stack[top] = nearLeft ? left + 1 : left;
      gaps[top++] = nearLeft ? gapRight : gapLeft;
      node = nearLeft ? left : left + 1;
    }
    const end = ranges[2 * node + 1];
    for (let p = ranges[2 * node]; p < end; p++) {
      let distance = 0;
      for (let d = 0; d < dimensions; d++) {
        const gap = Math.abs(points[p * dimensions + d] - points[at + d]);
        if (gap > distance) distance = gap;
      }
      if (distance >= worst || p === place) continue;
      let slot = k - 1;
      while (slot > 0 && distances[slot - 1] > distance) {
        distances[slot] = distances[slot - 1];
        places[slot] = places[slot - 1];
        slot -= 1;
      }
      distances[slot] = distance;
      places[slot] = p;
      worst = distances[k - 1];
    }
  }
}

/** Maximum-norm distance of the point at offset `at` from a node's bounds; 0 inside. */
function boxDistance(tree: KdTree, node: number, at: number): number {
  const { dimensions, bounds, points } = tree;
  const base = node * 2 * dimensions;
  let distance = 0;
  for (let d = 0; d < dimensions; d++) {
    const value = points[at + d];
    const below = bounds[base + d] - value;
    const above = value - bounds[base + dimensions + d];
    if (below > distance) distance = below;
    if (above > distance) distance = above;
  }
  return distance;
}

/**
 * How many points lie within `radius` of a centre under the maximum norm.
 *
 * @param center (d) coordinates
 * @param closed true counts points at exactly the radius, false does not
 */
export function countWithin(
  tree: KdTree,
  center: Float64Array,
  radius: number,
  closed: boolean,
  stack: Int32Array,
): number {
  const { dimensions, points, bounds, ranges } = tree;
  const nodes = ranges.length >>> 1;
  let total = 0;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const node = stack[--top];
    const base = node * 2 * dimensions;
    let nearestGap = 0;
    let farthestGap = 0;
    for (let d = 0; d < dimensions; d++) {
      const below = bounds[base + d] - center[d];
      const above = center[d] - bounds[base + dimensions + d];
      nearestGap = Math.max(nearestGap, below, above);
      farthestGap = Math.max(farthestGap, -below, -above);
    }
    if (closed ? nearestGap > radius : nearestGap >= radius) continue;
    const start = ranges[2 * node];
    const end = ranges[2 * node + 1];
    if (closed ? farthestGap <= radius : farthestGap < radius) {
      total += end - start;
    } else if (2 * node + 1 < nodes) {
      stack[top++] = 2 * node + 1;
      stack[top++] = 2 * node + 2;
    } else {
      for (let p = start; p < end; p++) {
        let distance = 0;
        for (let d = 0; d < dimensions; d++) {
          const gap = Math.abs(points[p * dimensions + d] - center[d]);
          if (gap > distance) distance = gap;
        }
        if (closed ? distance <= radius : distance < radius) total += 1;
      }
    }
  }
  return total;
}
