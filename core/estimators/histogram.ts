import { pairwiseEstimator } from './support/pairwise.ts';

interface Binned {
  readonly bins: number;
  /** (T) bin of each sample. */
  readonly cells: Uint16Array;
  /** (bins) samples per bin. */
  readonly counts: Float64Array;
}

/**
 * Bins a side: as many as leave five samples to a cell of the joint histogram on average (Cochran's rule),
 * at least 2 and at most 64.
 */
const binsFor = (sampleCount: number) =>
  Math.max(2, Math.min(64, Math.round(Math.sqrt(sampleCount / 5))));

/**
 * Plug-in mutual information of the two-dimensional histogram with equal bins, with the correction of Miller and
 * Madow: each entropy gains (occupied bins - 1) / (2 T). It can be slightly negative.
 */
export const histogram = pairwiseEstimator<Binned>(
  {
    name: 'histogram',
    label: 'Histogram',
    unit: 'nats',
    summary:
      'Mutual information of a two-dimensional histogram, bias-corrected; limited by the logarithm of its bins.',
    source: 'Miller (1955); Cochran (1954) for the number of bins',
    options: [],
    slow: false,
  },
  512,
  (samples, variable) => bin(samples.values(variable)),
  (x, y) => {
    const total = x.cells.length;
    const joint = new Float64Array(x.bins * y.bins);
    for (let t = 0; t < total; t++) joint[x.cells[t] * y.bins + y.cells[t]] += 1;
    return entropy(x.counts, total) + entropy(y.counts, total) - entropy(joint, total);
  },
);

function bin(values: Float64Array): Binned {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const bins = binsFor(values.length);
  const counts = new Float64Array(bins);
  const scale = bins / (high - low);
  const cells = Uint16Array.from(values, (value) => {
    const cell = Math.min(bins - 1, Math.floor((value - low) * scale));
    counts[cell] += 1;
    return cell;
  });
  return { bins, cells, counts };
}

/** Miller-Madow entropy of a histogram, in nats. */
function entropy(counts: Float64Array, total: number): number {
  let sum = 0;
  let occupied = 0;
  for (const count of counts) {
    if (count === 0) continue;
    occupied += 1;
    sum += count * Math.log(count);
  }
  return Math.log(total) - sum / total + (occupied - 1) / (2 * total);
}
