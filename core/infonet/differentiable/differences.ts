import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';

/**
 * a_i - b_j, (M) and (N) -> (M, N). As the product of (a, 1) and (1, -b): exact, and with its gradient many times as
 * fast as TensorFlow.js's broadcasting on the CPU.
 */
export function differences(tf: TF, a: Tensor1D, b: Tensor1D): Tensor2D {
  return tf.matMul(
    tf.stack([a, tf.onesLike(a)], 1) as Tensor2D,
    tf.stack([tf.onesLike(b), tf.neg(b)]) as Tensor2D,
  );
}
