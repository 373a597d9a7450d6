import type { Tensor } from '@tensorflow/tfjs-core';
import type { TF } from '../../../autodiff/tensorflow.ts';
import {
  input,
  numberAttribute,
  stringAttribute,
  unsupported,
  type Operator,
  type OperatorCall,
  type Operators,
} from './operator.ts';

const unary =
  (apply: (tf: TF, x: Tensor) => Tensor): Operator =>
  (call) =>
    apply(call.tf, input(call, 0));

const binary =
  (apply: (tf: TF, a: Tensor, b: Tensor) => Tensor): Operator =>
  (call) =>
    apply(call.tf, input(call, 0), input(call, 1));

/** Any number of inputs, joined one by one. */
const variadic =
  (apply: (tf: TF, a: Tensor, b: Tensor) => Tensor): Operator =>
  (call) =>
    call.inputs
      .map((_, i) => input(call, i))
      .reduce((joined, next) => apply(call.tf, joined, next));

const sum = variadic((tf, a, b) => tf.add(a, b));

/** One function of each element, with ONNX's broadcasting, which is TensorFlow's. */
export const elementwise: Operators = {
  Abs: unary((tf, x) => tf.abs(x)),
  Ceil: unary((tf, x) => tf.ceil(x)),
  Cos: unary((tf, x) => tf.cos(x)),
  Dropout: unary((tf, x) => tf.clone(x)),
  Elu: (call) => {
    if (numberAttribute(call, 'alpha', 1) !== 1) throw unsupported(call, 'with alpha other than 1');
    return call.tf.elu(input(call, 0));
  },
  Erf: unary((tf, x) => tf.erf(x)),
  Exp: unary((tf, x) => tf.exp(x)),
  Floor: unary((tf, x) => tf.floor(x)),
  Gelu: (call) => {
    const { tf } = call;
    const x = input(call, 0);
    const tanh = stringAttribute(call, 'approximate', 'none') === 'tanh';
    const share = tanh
      ? tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3)))))
      : tf.erf(tf.mul(x, Math.SQRT1_2));
    return tf.mul(tf.mul(x, 0.5), tf.add(share, 1));
  },
  Identity: unary((tf, x) => tf.clone(x)),
  LeakyRelu: (call) => call.tf.leakyRelu(input(call, 0), numberAttribute(call, 'alpha', 0.01)),
  Log: unary((tf, x) => tf.log(x)),
  Neg: unary((tf, x) => tf.neg(x)),
  Reciprocal: unary((tf, x) => tf.reciprocal(x)),
  Relu: unary((tf, x) => tf.relu(x)),
  Round: unary((tf, x) => tf.round(x)),
  Sigmoid: unary((tf, x) => tf.sigmoid(x)),
  Sign: unary((tf, x) => tf.sign(x)),
  Sin: unary((tf, x) => tf.sin(x)),
  Softplus: unary((tf, x) => tf.softplus(x)),
  Sqrt: unary((tf, x) => tf.sqrt(x)),
  Tanh: unary((tf, x) => tf.tanh(x)),

  Add: binary((tf, a, b) => tf.add(a, b)),
  Div: binary((tf, a, b) => tf.div(a, b)),
  Mul: binary((tf, a, b) => tf.mul(a, b)),
  Pow: binary((tf, a, b) => tf.pow(a, tf.cast(b, a.dtype))),
  Sub: binary((tf, a, b) => tf.sub(a, b)),
  Max: variadic((tf, a, b) => tf.maximum(a, b)),
  Mean: (call) => call.tf.div(sum(call) as Tensor, call.inputs.length),
  Min: variadic((tf, a, b) => tf.minimum(a, b)),
  Sum: sum,

  And: binary((tf, a, b) => tf.logicalAnd(a, b)),
  Equal: binary((tf, a, b) => tf.equal(a, b)),
  Greater: binary((tf, a, b) => tf.greater(a, b)),
  GreaterOrEqual: binary((tf, a, b) => tf.greaterEqual(a, b)),
  Less: binary((tf, a, b) => tf.less(a, b)),
  LessOrEqual: binary((tf, a, b) => tf.lessEqual(a, b)),
  Not: unary((tf, x) => tf.logicalNot(x)),
  Or: binary((tf, a, b) => tf.logicalOr(a, b)),
  Where: (call) => call.tf.where(input(call, 0), input(call, 1), input(call, 2)),

  Clip: (call) => call.tf.clipByValue(input(call, 0), bound(call, 1), bound(call, 2)),
  Cast: (call) => {
    const to = numberAttribute(call, 'to', 0);
    const type = castTypes.get(to);
    if (!type) throw unsupported(call, `to type ${to}`);
    return call.tf.cast(input(call, 0), type);
  },
};

/** TensorProto.data_type -> the tensor's type here; see `readOnnx` about int64. */
const castTypes = new Map<number, 'float32' | 'int32' | 'bool'>([
  [1, 'float32'],
  [6, 'int32'],
  [7, 'int32'],
  [9, 'bool'],
  [11, 'float32'],
]);

const bound = (call: OperatorCall, index: 1 | 2): number => {
  const attributeName = index === 1 ? 'min' : 'max';
  const unlimited = index === 1 ? -Infinity : Infinity;
  return call.inputs[index]?.dataSync()[0] ?? numberAttribute(call, attributeName, unlimited);
};
