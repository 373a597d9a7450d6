import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import {
  input,
  listAttribute,
  numberAttribute,
  stringAttribute,
  unsupported,
  type OperatorCall,
  type Operators,
} from './operator.ts';

/** What treats (B, C, H, W) as C planes: convolution, pooling, resizing. TensorFlow keeps the channels last. */
export const planes: Operators = {
  AveragePool: averagePool,
  Conv: convolution,
  Resize: resize,
};

const channelsLast = ({ tf }: OperatorCall, x: Tensor): Tensor4D =>
  tf.transpose(x as Tensor4D, [0, 2, 3, 1]);
const channelsFirst = ({ tf }: OperatorCall, x: Tensor): Tensor => tf.transpose(x, [0, 3, 1, 2]);

/** Without padding, ends that do not fill a window left out. */
function averagePool(call: OperatorCall): Tensor {
  const pads = listAttribute(call, 'pads') ?? [];
  if (stringAttribute(call, 'auto_pad', 'NOTSET') !== 'NOTSET' || pads.some((pad) => pad !== 0))
    throw unsupported(call, 'with padding');
  if (numberAttribute(call, 'ceil_mode', 0) !== 0) throw unsupported(call, 'with ceil_mode');
  const size = listAttribute(call, 'kernel_shape') as [number, number];
  const strides = (listAttribute(call, 'strides') ?? [1, 1]) as [number, number];
  const x = channelsLast(call, input(call, 0));
  return channelsFirst(call, call.tf.avgPool(x, size, strides, 'valid'));
}

/** By whole factors, each element repeated. */
function resize(call: OperatorCall): Tensor {
  const { tf } = call;
  const x = input(call, 0);
  if (stringAttribute(call, 'mode', 'nearest') !== 'nearest')
    throw unsupported(call, `with mode ${stringAttribute(call, 'mode', '')}`);
  const scales = Array.from(call.inputs[2]?.dataSync() ?? []);
  const sizes = Array.from(call.inputs[3]?.dataSync() ?? []);
  const factors = sizes.length > 0 ? sizes.map((size, axis) => size / x.shape[axis]) : scales;
  const [batch, channels, down, across] = factors;
  if (x.rank !== 4 || batch !== 1 || channels !== 1 || ![down, across].every(Number.isInteger))
    throw unsupported(call, `by ${factors.join(', ')}`);
  // Not TensorFlow's own resizing: its gradient mixes the items of a batch.
  const [items, planes, height, width] = x.shape;
  const rows = tf.reshape(x, [items * planes * height, 1, width, 1]);
  const repeated = tf.tile(rows, [1, down, 1, across]);
  return tf.reshape(repeated, [items, planes, height * down, width * across]);
}

/** One group. */
function convolution(call: OperatorCall): Tensor {
  const { tf } = call;
  const x = input(call, 0);
  if (x.rank !== 4) throw unsupported(call, `in ${x.rank - 2} dimensions`);
  if (numberAttribute(call, 'group', 1) !== 1) throw unsupported(call, 'in groups');
  if (stringAttribute(call, 'auto_pad', 'NOTSET') !== 'NOTSET')
    throw unsupported(call, 'with automatic padding');
  if ((listAttribute(call, 'dilations') ?? []).some((step) => step !== 1))
    throw unsupported(call, 'with dilations');
  const [top, left, bottom, right] = listAttribute(call, 'pads') ?? [0, 0, 0, 0];
  const padded = tf.pad(channelsLast(call, x), [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]) as Tensor4D;
  const out = tf.conv2d(
    padded,
    tf.transpose(input(call, 1), [2, 3, 1, 0]) as Tensor4D,
    (listAttribute(call, 'strides') ?? [1, 1]) as [number, number],
    'valid',
  );
  return channelsFirst(call, call.inputs[2] ? tf.add(out, input(call, 2)) : out);
}
