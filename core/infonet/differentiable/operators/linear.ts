import type { Tensor } from '@tensorflow/tfjs-core';
import type { TF } from '../../../autodiff/tensorflow.ts';
import { input, numberAttribute, positive, stringAttribute, type Operators } from './operator.ts';

/** Products of matrices and the normalisations around them. */
export const linear: Operators = {
  MatMul: (call) => matrixProduct(call.tf, input(call, 0), input(call, 1)),
  Gemm: (call) => {
    const { tf } = call;
    const flag = (name: string) => numberAttribute(call, name, 0) === 1;
    const product = tf.matMul(input(call, 0), input(call, 1), flag('transA'), flag('transB'));
    const scaled = scale(tf, product, numberAttribute(call, 'alpha', 1));
    if (!call.inputs[2]) return scaled;
    return tf.add(scaled, scale(tf, input(call, 2), numberAttribute(call, 'beta', 1)));
  },
  Einsum: (call) =>
    call.tf.einsum(
      stringAttribute(call, 'equation', ''),
      ...call.inputs.map((_, i) => input(call, i)),
    ),
  BatchNormalization: (call) => {
    const { tf } = call;
    const x = input(call, 0);
    const perChannel = [1, 2, 3, 4].map((i) =>
      tf.reshape(input(call, i), [-1, ...x.shape.slice(2).map(() => 1)]),
    );
    const [gain, bias, mean, variance] = perChannel;
    const deviation = tf.sqrt(tf.add(variance, numberAttribute(call, 'epsilon', 1e-5)));
    return tf.add(tf.mul(tf.div(tf.sub(x, mean), deviation), gain), bias);
  },
  LayerNormalization: (call) => {
    const { tf } = call;
    const x = input(call, 0);
    const [first] = positive([numberAttribute(call, 'axis', -1)], x.rank);
    const axes = x.shape.map((_, axis) => axis).slice(first);
    const centered = tf.sub(x, tf.mean(x, axes, true));
    const variance = tf.mean(tf.square(centered), axes, true);
    const deviation = tf.sqrt(tf.add(variance, numberAttribute(call, 'epsilon', 1e-5)));
    const scaled = tf.mul(tf.div(centered, deviation), input(call, 1));
    return call.inputs[2] ? tf.add(scaled, input(call, 2)) : scaled;
  },
};

const scale = (tf: TF, x: Tensor, factor: number): Tensor => (factor === 1 ? x : tf.mul(x, factor));

/**
 * numpy's matmul. The leading axes are broadcast by hand: TensorFlow's own product broadcasts them too, but its
 * gradient then has the wrong shape.
 */
function matrixProduct(tf: TF, a: Tensor, b: Tensor): Tensor {
  const left = a.rank === 1 ? tf.expandDims(a, 0) : a;
  const right = b.rank === 1 ? tf.expandDims(b, 1) : b;
  const product =
    right.rank === 2 && left.rank > 2 ? rowsByMatrix(tf, left, right) : batched(tf, left, right);
  const axes = [
    ...(a.rank === 1 ? [product.rank - 2] : []),
    ...(b.rank === 1 ? [product.rank - 1] : []),
  ];
  return axes.length > 0 ? tf.squeeze(product, axes) : product;
}

/** (..., M, K) by (K, N), as one tall product. */
function rowsByMatrix(tf: TF, left: Tensor, right: Tensor): Tensor {
  const [inner, columns] = right.shape.slice(-2);
  const product = tf.matMul(tf.reshape(left, [-1, inner]), right);
  return tf.reshape(product, [...left.shape.slice(0, -1), columns]);
}

function batched(tf: TF, left: Tensor, right: Tensor): Tensor {
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(
    left.shape.slice(0, -2),
    right.shape.slice(0, -2),
  );
  const spread = (x: Tensor) => tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
  return tf.matMul(spread(left), spread(right));
}
