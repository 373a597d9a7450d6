import { standardise } from './support/columns.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

interface Distances {
  /** (T) zero mean, unit variance. */
  readonly values: Float64Array;
  /** (T) indices of the samples from the smallest to the largest. */
  readonly order: Uint32Array;
  /** (T) place of each sample in that order. */
  readonly places: Uint32Array;
  /** (T) sum of the distances from each sample to all others. */
  readonly rowSums: Float64Array;
  readonly total: number;
  /** Squared distance variance. */
  readonly variance: number;
}

/**
 * Distance correlation: the normalised energy distance between the joint distribution and the product of the
 * marginals. 0 only when independent (in the limit), 1 for a linear relation; positive by chance on short clips.
 *
 * V-statistic of Székely, Rizzo, Bakirov (2007), equations 2.8 to 2.10, in O(T log T) by the sums of Huo and
 * Székely (2016).
 */
export const distanceCorrelation = pairwiseEstimator<Distances>(
  {
    name: 'distance-correlation',
    label: 'Distance correlation',
    unit: 'correlation',
    summary: 'Dependence of any form from pairwise distances (energy distance): 0 to 1.',
    source: 'Székely, Rizzo, Bakirov (2007); Huo and Székely (2016)',
    options: [],
    slow: false,
  },
  32,
  (samples, variable) => prepare(samples.values(variable)),
  (x, y) => {
    const covariance = squaredCovariance(crossSum(x, y), x, y);
    const scale = Math.sqrt(x.variance * y.variance);
    return scale > 0 ? Math.sqrt(Math.max(0, covariance) / scale) : 0;
  },
);

function prepare(raw: Float64Array): Distances {
  const values = standardise(raw);
  const count = values.length;
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => values[a] - values[b] || a - b,
  );
  const places = new Uint32Array(count);
  const rowSums = new Float64Array(count);
  const sum = values.reduce((total, value) => total + value, 0);
  let below = 0;
  let total = 0;
  let squares = 0;
  order.forEach((i, place) => {
    places[i] = place;
    rowSums[i] = values[i] * (2 * place - count) + sum - 2 * below;
    below += values[i];
    total += rowSums[i];
    squares += values[i] * values[i];
  });
  const partial = { values, order, places, rowSums, total };
  // The sum of all squared distances has a closed form.
  const variance = squaredCovariance(2 * (count * squares - sum * sum), partial, partial);
  return { ...partial, variance };
}

type Sums = Pick<Distances, 'rowSums' | 'total'>;

/** From the sum over all ordered pairs of |xi - xj| |yi - yj|. */
function squaredCovariance(cross: number, x: Sums, y: Sums): number {
  const count = x.rowSums.length;
  let rows = 0;
  for (let i = 0; i < count; i++) rows += x.rowSums[i] * y.rowSums[i];
  return cross / count ** 2 - (2 * rows) / count ** 3 + (x.total * y.total) / count ** 4;
}

/**
 * Sum over all ordered pairs of |xi - xj| |yi - yj|: samples are taken by ascending x, and Fenwick trees over
 * the places in y hold the counts and sums of those taken before.
 */
function crossSum(x: Distances, y: Distances): number {
  const count = x.values.length;
  // Interleaved trees of 1, x, y, xy.
  const tree = new Float64Array(4 * (count + 1));
  const all = [0, 0, 0, 0];
  let sum = 0;
  for (const i of x.order) {
    const [xi, yi] = [x.values[i], y.values[i]];
    const product = xi * yi;
    let [n, sx, sy, sxy] = [0, 0, 0, 0];
    for (let node = y.places[i] + 1; node > 0; node &= node - 1) {
      n += tree[4 * node];
      sx += tree[4 * node + 1];
      sy += tree[4 * node + 2];
      sxy += tree[4 * node + 3];
    }
    // (xi - xj)(yi - yj) summed over the samples below in y, less the same over those above.
    const belowTerm = n * product - xi * sy - yi * sx + sxy;
    const allTerm = all[0] * product - xi * all[2] - yi * all[1] + all[3];
    sum += 2 * belowTerm - allTerm;
    all[0] += 1;
    all[1] += xi;
    all[2] += yi;
    all[3] += product;
    for (let node = y.places[i] + 1; node <= count; node += node & -node) {
      tree[4 * node] += 1;
      tree[4 * node + 1] += xi;
      tree[4 * node + 2] += yi;
      tree[4 * node + 3] += product;
    }
  }
  return 2 * sum;
}
