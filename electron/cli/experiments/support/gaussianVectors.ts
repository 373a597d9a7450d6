/** Jointly Gaussian vectors, whose information and sliced information are known. */
import { directions, slicedMean, type Slicing } from '#core/estimators/support/sliced.ts';
import type { Random } from '#core/random.ts';

export interface GaussianVectors {
  readonly dims: readonly [dx: number, dy: number];
  /** ((dx + dy)²), row by row: the covariance of x and y together, positive definite. */
  readonly covariance: Float64Array;
}

/** (T, dx + dy) samples, of zero mean. */
export function drawVectors(
  { dims, covariance }: GaussianVectors,
  random: Random,
  sampleCount: number,
): Float64Array {
  const size = dims[0] + dims[1];
  const factor = cholesky(covariance, size);
  const data = new Float64Array(sampleCount * size);
  const normals = new Float64Array(size);
  for (let t = 0; t < sampleCount; t++) {
    for (let i = 0; i < size; i++) normals[i] = random.normal();
    for (let i = 0; i < size; i++) {
      let value = 0;
      for (let j = 0; j <= i; j++) value += factor[i * size + j] * normals[j];
      data[t * size + i] = value;
    }
  }
  return data;
}

/** nats: log(det Sx det Sy / det S) / 2. */
export function vectorInformation({ dims: [dx, dy], covariance }: GaussianVectors): number {
  const size = dx + dy;
  const block = (start: number, length: number) =>
    Float64Array.from(
      { length: length * length },
      (_, k) => covariance[(start + Math.floor(k / length)) * size + start + (k % length)],
    );
  const halfLogDet = (matrix: Float64Array, length: number) => {
    const factor = cholesky(matrix, length);
    let sum = 0;
    for (let i = 0; i < length; i++) sum += Math.log(factor[i * length + i]);
    return sum;
  };
  return (
    halfLogDet(block(0, dx), dx) + halfLogDet(block(dx, dy), dy) - halfLogDet(covariance, size)
  );
}

/**
 * nats: the information of each projection of `projectPairs` with the same slicing, after the same scaling of the
 * dimensions: -log(1 - r²) / 2 of the projections' correlation r. (M)
 */
export function projectedInformation(
  { dims, covariance }: GaussianVectors,
  slicing: Slicing,
): Float64Array {
  const [dx, dy] = dims;
  const size = dx + dy;
  const scale = Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]));
  const correlation = covariance.map(
    (value, k) => value / (scale[Math.floor(k / size)] * scale[k % size]),
  );
  const form = (a: Float64Array, row: number, b: Float64Array, column: number) => {
    let sum = 0;
    for (let i = 0; i < a.length; i++)
      for (let j = 0; j < b.length; j++)
        sum += a[i] * correlation[(row + i) * size + column + j] * b[j];
    return sum;
  };
  const values = new Float64Array(slicing.projections);
  let k = 0;
  for (const [theta, phi] of directions(dims, slicing)) {
    const xy = form(theta, 0, phi, dx);
    values[k] = -0.5 * Math.log1p((-xy * xy) / (form(theta, 0, theta, 0) * form(phi, dx, phi, dx)));
    k += 1;
  }
  return values;
}

/** nats: the sliced information, by Monte-Carlo integration over the directions, with its standard error. */
export const slicedInformation = (vectors: GaussianVectors, slicing: Slicing) =>
  slicedMean(projectedInformation(vectors, slicing));

/** The lower triangular factor of a positive definite matrix. @throws RangeError for another */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j];
      else if (sum > 0) factor[i * size + i] = Math.sqrt(sum);
      else throw new RangeError('The covariance is not positive definite.');
    }
  return factor;
}
