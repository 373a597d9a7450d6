import type { EstimatorOptions } from './estimator.ts';
import { choiceOption } from './options.ts';
import { standardise } from './support/columns.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

interface Smoothed {
  /** (T) zero mean, unit variance. */
  readonly values: Float64Array;
  /** (T) log of the variable's own density estimate at each sample. */
  readonly logDensity: Float64Array;
}

/** Bandwidths of T samples in d dimensions, in standard deviations; the best ones for a Gaussian, and nearly so. */
const rules: Readonly<Record<string, (dimensions: number, sampleCount: number) => number>> = {
  // (4 / ((d + 2) T))^(1 / (d + 4)), Silverman (1986), equation 4.14.
  silverman: (d, count) => (4 / ((d + 2) * count)) ** (1 / (d + 4)),
  // T^(-1 / (d + 4)), Scott (1992), equation 6.42: Silverman's without the factor, which is 0.92 to 1.06.
  scott: (d, count) => count ** (-1 / (d + 4)),
};

/**
 * Mutual information by kernel density estimates, evaluated at the samples themselves: the mean of
 * log p(x, y) / (p(x) p(y)) with Gaussian kernels of one bandwidth in each space.
 */
export const kde = pairwiseEstimator<Smoothed>(
  {
    name: 'kde',
    label: 'KDE',
    unit: 'nats',
    summary:
      'Mutual information from kernel density estimates; biased upwards on short clips, slow on long ones.',
    source:
      'Moon, Rajagopalan, Lall (1995); Silverman (1986), equation 4.14; Scott (1992), equation 6.42',
    options: [
      {
        name: 'bandwidth',
        label: 'bandwidth',
        summary: "Whose rule for the kernels' width.",
        kind: 'choice',
        default: 'silverman',
        choices: ['silverman', 'scott'],
      },
    ],
    slow: true,
  },
  4,
  (samples, variable, options) => {
    const values = standardise(samples.values(variable));
    return { values, logDensity: logDensity([values], bandwidth(options, 1, values.length)) };
  },
  (x, y, options) => {
    const joint = logDensity([x.values, y.values], bandwidth(options, 2, x.values.length));
    let sum = 0;
    for (let t = 0; t < joint.length; t++) sum += joint[t] - x.logDensity[t] - y.logDensity[t];
    return sum / joint.length;
  },
);

function bandwidth(options: EstimatorOptions, dimensions: number, sampleCount: number): number {
  return rules[choiceOption(options, 'bandwidth')](dimensions, sampleCount);
}

/** Log of the Gaussian kernel density of one or two columns at each of their samples, (T). */
function logDensity(columns: readonly Float64Array[], bandwidth: number): Float64Array {
  const [x, y] = columns;
  const count = x.length;
  const scale = -0.5 / (bandwidth * bandwidth);
  // A sample is its own neighbour with kernel value 1.
  const sums = new Float64Array(count).fill(1);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let square = (x[i] - x[j]) ** 2;
      if (y) square += (y[i] - y[j]) ** 2;
      const kernel = Math.exp(scale * square);
      sums[i] += kernel;
      sums[j] += kernel;
    }
  }
  const norm = Math.log(count) + columns.length * Math.log(bandwidth * Math.sqrt(2 * Math.PI));
  return sums.map((sum) => Math.log(sum) - norm);
}
