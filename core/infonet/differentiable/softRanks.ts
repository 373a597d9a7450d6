import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { differences } from './differences.ts';

/** Rows of the T x T comparisons that are in memory at a time. */
const blockSize = 256;

/**
 * Differentiable copula coordinates: u_t = (1/T) sum_s sigmoid((x_t - x_s) / temperature).
 *
 * At temperature 0 this is (r_t - 1/2) / T with the midrank r_t in 1..T, ties included: a sample is half below
 * itself, and half below whom it ties with. O(T²) time, O(T) memory: comparisons are made in blocks, and made again
 * for the gradient, sum_s s'_ts (g_t - g_s) with the symmetric slopes s' and the gradient g at u.
 *
 * Source: Qin, Liu, Li, "A general approximation framework for direct optimization of information retrieval
 * measures" (Information Retrieval 13, 2010), equation 11.
 *
 * @param x (T)
 * @param temperature in the unit of x, > 0
 * @returns (T) in 0..1
 */
export function softCopula(tf: TF, x: Tensor1D, temperature: number): Tensor1D {
  const count = x.shape[0];
  const operation = tf.customGrad((scaled, save) => {
    const samples = scaled as Tensor1D;
    (save as (tensors: Tensor1D[]) => void)([samples]);
    return {
      value: byBlocks(tf, samples, (block) => tf.mean(block, 1)),
      gradFunc: (gradient: Tensor1D, saved) => {
        const column = tf.reshape(gradient, [count, 1]);
        const sums = byBlocks(tf, (saved as Tensor1D[])[0], (block, start, rows) => {
          const slopes = tf.sub(block, tf.square(block));
          const own = tf.mul(tf.slice(gradient, start, rows), tf.sum(slopes, 1));
          return tf.sub(own, tf.reshape(tf.matMul(slopes, column), [rows]));
        });
        return tf.div(sums, count);
      },
    };
  });
  return operation(tf.div(x, temperature)) as Tensor1D;
}

/** Joins what `reduce` makes of the sigmoids of each block of rows, (rows, T) -> (rows). */
function byBlocks(
  tf: TF,
  x: Tensor1D,
  reduce: (block: Tensor2D, start: number, rows: number) => Tensor1D,
): Tensor1D {
  const parts: Tensor1D[] = [];
  for (let start = 0; start < x.shape[0]; start += blockSize) {
    const rows = Math.min(blockSize, x.shape[0] - start);
    parts.push(
      tf.tidy(() => reduce(tf.sigmoid(differences(tf, tf.slice(x, start, rows), x)), start, rows)),
    );
  }
  return tf.concat(parts);
}
