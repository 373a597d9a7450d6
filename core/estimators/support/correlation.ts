import { standardise } from './columns.ts';

/**
 * The unit vector of a centred column, so that the correlation of two columns is the scalar product of theirs.
 *
 * @param values (T), not constant
 */
export function unitVector(values: Float64Array): Float64Array {
  const scale = 1 / Math.sqrt(values.length);
  return standardise(values).map((value) => value * scale);
}

/** Scalar product, clipped to [-1, 1] against rounding. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return Math.max(-1, Math.min(1, sum));
}
