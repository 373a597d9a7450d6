/** Mutual information of vectors by random one-dimensional projections. */
import { createRandom, type Random } from '../../random.ts';
import { isConstant, standardise } from './columns.ts';

/** T joint samples of two vectors. */
export interface VectorSamples {
  readonly sampleCount: number;
  /** dx, dy: the first dx columns are x, the other dy are y. */
  readonly dims: readonly [dx: number, dy: number];
  /** (T, dx + dy), finite. */
  readonly data: Float64Array;
}

export interface Slicing {
  /** M, at least 2: below that there is no standard error. */
  readonly projections: number;
  /** Of the directions. */
  readonly seed: number;
}

/** M pairs of variables, as a batch of independent pairs is given to an estimator. */
export interface ProjectedPairs {
  readonly batch: number;
  readonly sampleCount: number;
  /** (M, T, 2) */
  readonly data: Float64Array;
}

export interface SlicedEstimate {
  /** Mean over the projections, in the estimator's unit. */
  readonly mean: number;
  /** Standard error of that mean over the projections: of the directions alone, not of the samples. */
  readonly standardError: number;
}

/** Multiplications between two pauses: about 10 ms. */
const workPerPause = 2 ** 23;

/**
 * Projects two vectors on M pairs of random directions.
 *
 * Each dimension is first scaled to zero mean and unit variance (a dimension that does not vary becomes 0), so that
 * no unit of measurement outweighs another; the result does not change when a dimension is shifted or multiplied.
 * The directions of x and of y are independent and uniform on the unit spheres; they come from the seed and the
 * dimensions alone, so the first M of a longer run are those of a shorter one.
 *
 * @param pause awaited every few milliseconds of work; may throw to stop it
 * @throws RangeError when the samples are not (T, dx + dy) or there are fewer than two projections
 */
export async function projectPairs(
  { sampleCount, dims: [dx, dy], data }: VectorSamples,
  slicing: Slicing,
  pause?: () => Promise<void>,
): Promise<ProjectedPairs> {
  const { projections } = slicing;
  const width = dx + dy;
  if (dx < 1 || dy < 1 || data.length !== sampleCount * width)
    throw new RangeError(`${data.length} numbers are not ${sampleCount} samples of ${dx} + ${dy}.`);
  if (projections < 2) throw new RangeError(`${projections} projections have no standard error.`);
  const columns = Array.from({ length: width }, (_, column) => {
    const values = Float64Array.from({ length: sampleCount }, (_, t) => data[t * width + column]);
    // The rounding of the mean must not make a resting dimension vary.
    return isConstant(values) ? values.fill(0) : standardise(values);
  });
  const [x, y] = [columns.slice(0, dx), columns.slice(dx)];
  const projected = new Float64Array(projections * sampleCount * 2);
  const perPause = Math.max(1, Math.round(workPerPause / (sampleCount * width)));
  let k = 0;
  for (const [theta, phi] of directions([dx, dy], slicing)) {
    if (pause && k % perPause === 0) await pause();
    const start = k * sampleCount * 2;
    project(x, theta, projected, start);
    project(y, phi, projected, start + 1);
    k += 1;
  }
  return { batch: projections, sampleCount, data: projected };
}

/**
 * The sliced estimate from those of the projections, in the manner of sliced mutual information: the mean of
 * I(theta'X; phi'Y) over directions theta and phi that are uniform on their spheres. 0 exactly when X and Y are
 * independent; equal to I(X; Y) where both have one dimension, and smaller the more dimensions there are.
 *
 * Goldfeld and Greenewald, "Sliced Mutual Information" (NeurIPS 2021), definition 1; InfoNet, appendix A.2.
 *
 * @param estimates (M), one per pair of `projectPairs`
 */
export function slicedMean(estimates: ArrayLike<number>): SlicedEstimate {
  const count = estimates.length;
  let mean = 0;
  for (let k = 0; k < count; k++) mean += estimates[k] / count;
  let squares = 0;
  for (let k = 0; k < count; k++) squares += (estimates[k] - mean) ** 2;
  return { mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}

/** The M pairs of directions of `projectPairs`: theta (dx) for x and phi (dy) for y, of unit length. */
export function* directions(
  [dx, dy]: readonly [dx: number, dy: number],
  { projections, seed }: Slicing,
): Generator<readonly [theta: Float64Array, phi: Float64Array]> {
  const random = createRandom(seed);
  for (let k = 0; k < projections; k++) yield [direction(random, dx), direction(random, dy)];
}

/** A point uniform on the unit sphere of `dims` dimensions: a standard normal vector, normalised. */
function direction(random: Random, dims: number): Float64Array {
  for (;;) {
    const vector = Float64Array.from({ length: dims }, () => random.normal());
    const length = Math.hypot(...vector);
    if (length > 0) return vector.map((value) => value / length);
  }
}

/** Writes the projection of the columns at every second place from `start`. */
function project(
  columns: readonly Float64Array[],
  theta: Float64Array,
  out: Float64Array,
  start: number,
): void {
  columns.forEach((column, j) => {
    const weight = theta[j];
    for (let t = 0; t < column.length; t++) out[start + 2 * t] += weight * column[t];
  });
}
