import { correlation, unitVector } from './support/correlation.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

/** |Pearson's r|: the size of the linear correlation of the samples themselves. */
export const pearson = pairwiseEstimator(
  {
    name: 'pearson',
    label: 'Pearson |r|',
    unit: 'correlation',
    summary: 'How nearly one variable is a linear function of the other: 0 to 1.',
    source: 'Pearson (1895)',
  },
  2048,
  (samples, variable) => unitVector(samples.values(variable)),
  (x, y) => Math.abs(correlation(x, y)),
);
