import { correlation, unitVector } from './support/correlation.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

/** |Spearman's rho|: Pearson's correlation of the midranks. */
export const spearman = pairwiseEstimator(
  {
    name: 'spearman',
    label: 'Spearman |ρ|',
    unit: 'correlation',
    summary: 'How nearly one variable is a monotone function of the other: 0 to 1.',
    source: 'Spearman (1904); midranks for ties',
    options: [],
    slow: false,
  },
  2048,
  (samples, variable) => unitVector(Float64Array.from(samples.ranks(variable))),
  (x, y) => Math.abs(correlation(x, y)),
);
