import { correlation, unitVector } from './support/correlation.ts';
import { normalQuantile } from './support/normalScores.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

/**
 * Mutual information of the Gaussian copula: the ranks are mapped to normal scores, then -log(1 - rho^2) / 2.
 * A lower bound of the mutual information up to sampling error; blind to dependence without correlation.
 *
 * Midrank r of T samples becomes the quantile of r / (T + 1), as Ince et al. do. Samples in perfect relation
 * have rho = 1 and infinite information: rho^2 is capped at 1 - 1e-12 (13.8 nats).
 */
export const gaussianCopula = pairwiseEstimator(
  {
    name: 'gaussian-copula',
    label: 'Gaussian copula',
    unit: 'nats',
    summary:
      'Mutual information as if the dependence were Gaussian: 0 when uncorrelated, up to 13.8.',
    source: 'Ince et al., Human Brain Mapping 38 (2017)',
    options: [],
    slow: false,
  },
  2048,
  (samples, variable) => {
    const ranks = samples.ranks(variable);
    const scale = 1 / (2 * (ranks.length + 1));
    return unitVector(Float64Array.from(ranks, (doubled) => normalQuantile(doubled * scale)));
  },
  (x, y) => -0.5 * Math.log(1 - Math.min(correlation(x, y) ** 2, 1 - 1e-12)),
);
