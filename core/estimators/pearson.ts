import { pairwiseEstimator } from './support/pairwise.ts';

/** A variable with what centres and scales it; the samples themselves are not copied. */
interface Column {
  readonly values: Float64Array;
  readonly mean: number;
  /** 1 over the norm of the centred samples; 0 where that is too small for a number. */
  readonly scale: number;
}

/** |Pearson's r|: the size of the linear correlation of the samples themselves. */
export const pearson = pairwiseEstimator(
  {
    name: 'pearson',
    label: 'Pearson |r|',
    unit: 'correlation',
    summary: 'How nearly one variable is a linear function of the other: 0 to 1.',
    source: 'Pearson (1895)',
    options: [],
    slow: false,
  },
  1024,
  (samples, variable) => column(samples.values(variable)),
  (x, y) => Math.min(1, Math.abs(covariance(x, y)) * x.scale * y.scale),
);

function column(values: Float64Array): Column {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t];
  const mean = sum / values.length;
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t] - mean) ** 2;
  return { values, mean, scale: squares > 0 ? 1 / Math.sqrt(squares) : 0 };
}

/** T times the covariance. */
function covariance(x: Column, y: Column): number {
  let sum = 0;
  for (let t = 0; t < x.values.length; t++) sum += (x.values[t] - x.mean) * (y.values[t] - y.mean);
  return sum;
}
