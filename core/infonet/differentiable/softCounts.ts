/**
 * Statistics of counts that need not be whole, in TensorFlow.js operations. Every function of a count is the straight
 * line between its values at whole numbers, or n log n from 1 on, which is as good: so whole counts give exactly what
 * a featurizer gives, and everything has a gradient.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { countBins } from '../networkContract.ts';
import type { Occupancy, Spacing } from './occupancy.ts';

/** (G, G) samples in each cell of a grid of G cells a side. */
export const countCells = (
  tf: TF,
  x: Occupancy,
  y: Occupancy,
  grid: number,
  spacing: Spacing,
): Tensor2D => tf.matMul(x(grid, spacing), y(grid, spacing), true);

/** A pair on a grid of G equal cells a side. */
export interface GridCounts {
  /** (G, G) samples in each cell. */
  readonly counts: Tensor2D;
  /** nats: H(x) + H(y) - H(x, y) */
  readonly plugIn: Scalar;
}

export function countOnGrid(
  tf: TF,
  x: Occupancy,
  y: Occupancy,
  grid: number,
  sampleCount: number,
): GridCounts {
  const [left, right] = [x(grid, 'equal'), y(grid, 'equal')];
  const counts: Tensor2D = tf.matMul(left, right, true);
  const [rows, columns, cells] = [tf.sum(left, 0), tf.sum(right, 0), counts].map((n) =>
    nLogN(tf, n),
  );
  const plugIn = tf.add(
    tf.div(tf.sub(cells, tf.add(rows, columns)), sampleCount),
    Math.log(sampleCount),
  ) as Scalar;
  return { counts, plugIn };
}

/** Σ n log n; a cell with less than one sample counts as empty. */
const nLogN = (tf: TF, counts: Tensor): Scalar =>
  sumOfProducts(tf, counts, tf.log(tf.clipByValue(counts, 1, Infinity)));

/** Σ a b, as a product of matrices: twice as fast with its gradient as a product and a sum. */
const sumOfProducts = (tf: TF, a: Tensor, b: Tensor): Scalar =>
  tf.reshape(tf.matMul(tf.reshape(a, [1, -1]), tf.reshape(b, [-1, 1])), []);

/** Cells with at least `least` samples, over T. */
export function cellsWith(tf: TF, counts: Tensor2D, least: number, sampleCount: number): Scalar {
  const above = least === 1 ? counts : tf.sub(counts, least - 1);
  return tf.div(tf.sum(tf.clipByValue(above, 0, 1)), sampleCount) as Scalar;
}

/** (bins) share of the samples in cells of 1, 2-3, 4-7, ... samples; each bin fades over the last whole number. */
export function octaveShares(tf: TF, counts: Tensor2D, sampleCount: number): Tensor1D {
  /** Share of the samples in cells of at least 2^bin; the counts add up to T, so that 2^bin - 1 can leave the sum. */
  const atLeast = Array.from({ length: countBins - 1 }, (_, i) => {
    const below = 2 ** (i + 1) - 1;
    const sum = sumOfProducts(tf, counts, tf.clipByValue(counts, below, below + 1));
    return tf.sub(tf.div(sum, sampleCount), below) as Scalar;
  });
  return tf.sub(
    tf.stack([tf.scalar(1), ...atLeast]) as Tensor1D,
    tf.stack([...atLeast, tf.scalar(0)]) as Tensor1D,
  );
}
