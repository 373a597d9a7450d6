import type { Tensor } from '@tensorflow/tfjs-core';
import type { TF } from '../../../autodiff/tensorflow.ts';
import {
  input,
  integersOf,
  listAttribute,
  numberAttribute,
  positive,
  type Operator,
  type OperatorCall,
  type Operators,
} from './operator.ts';

type Reduce = (tf: TF, x: Tensor, axes: number[], keep: boolean) => Tensor;

/** Axes are an attribute in old operator sets and an input in new ones; none means all. */
const reduction =
  (reduce: Reduce): Operator =>
  (call) => {
    const x = input(call, 0);
    const given = listAttribute(call, 'axes') ?? integersOf(call, 1) ?? [];
    if (given.length === 0 && numberAttribute(call, 'noop_with_empty_axes', 0) === 1)
      return call.tf.clone(x);
    const axes = given.length > 0 ? positive(given, x.rank) : x.shape.map((_, axis) => axis);
    return reduce(call.tf, x, axes, numberAttribute(call, 'keepdims', 1) === 1);
  };

/** A function along one axis that TensorFlow offers along the last only. */
const alongAxis =
  (apply: (tf: TF, x: Tensor) => Tensor): Operator =>
  (call: OperatorCall) => {
    const { tf } = call;
    const x = input(call, 0);
    const [axis] = positive([numberAttribute(call, 'axis', -1)], x.rank);
    const order = x.shape.map((_, i) => i);
    // Its own inverse: the axis and the last change places.
    [order[axis], order[x.rank - 1]] = [order[x.rank - 1], order[axis]];
    return tf.transpose(apply(tf, tf.transpose(x, order)), order);
  };

export const reductions: Operators = {
  LogSoftmax: alongAxis((tf, x) => tf.logSoftmax(x)),
  ReduceL1: reduction((tf, x, axes, keep) => tf.sum(tf.abs(x), axes, keep)),
  ReduceL2: reduction((tf, x, axes, keep) => tf.sqrt(tf.sum(tf.square(x), axes, keep))),
  ReduceLogSumExp: reduction((tf, x, axes, keep) => tf.logSumExp(x, axes, keep)),
  ReduceMax: reduction((tf, x, axes, keep) => tf.max(x, axes, keep)),
  ReduceMean: reduction((tf, x, axes, keep) => tf.mean(x, axes, keep)),
  ReduceMin: reduction((tf, x, axes, keep) => tf.min(x, axes, keep)),
  ReduceProd: reduction((tf, x, axes, keep) => tf.prod(x, axes, keep)),
  ReduceSum: reduction((tf, x, axes, keep) => tf.sum(x, axes, keep)),
  ReduceSumSquare: reduction((tf, x, axes, keep) => tf.sum(tf.square(x), axes, keep)),
  Softmax: alongAxis((tf, x) => tf.softmax(x)),
  GlobalAveragePool: (call) => {
    const x = input(call, 0);
    return call.tf.mean(
      x,
      positive(
        x.shape.slice(2).map((_, i) => i + 2),
        x.rank,
      ),
      true,
    );
  },
};
