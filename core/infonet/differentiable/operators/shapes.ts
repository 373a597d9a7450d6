import type { Rank, Tensor } from '@tensorflow/tfjs-core';
import {
  constantTensor,
  input,
  integersOf,
  listAttribute,
  numberAttribute,
  positive,
  stringAttribute,
  tensorAttribute,
  unsupported,
  type OperatorCall,
  type Operators,
} from './operator.ts';

/** What makes, moves and selects elements without computing with them. */
export const shapes: Operators = {
  Concat: (call) => {
    const parts = call.inputs.map((_, i) => input(call, i));
    return call.tf.concat(parts, positive([numberAttribute(call, 'axis', 0)], parts[0].rank)[0]);
  },
  Constant: (call) => {
    const { tf, node } = call;
    const value = tensorAttribute(call, 'value');
    if (value) return constantTensor(tf, value);
    const list = listAttribute(call, 'value_ints');
    if (list) return tf.tensor1d(list, 'int32');
    const floats = listAttribute(call, 'value_floats');
    if (floats) return tf.tensor1d(floats, 'float32');
    if (node.attributes.has('value_int'))
      return tf.scalar(numberAttribute(call, 'value_int', 0), 'int32');
    if (node.attributes.has('value_float'))
      return tf.scalar(numberAttribute(call, 'value_float', 0));
    throw unsupported(call, `with ${[...node.attributes.keys()].join(', ')}`);
  },
  ConstantOfShape: (call) => {
    const value = tensorAttribute(call, 'value');
    return call.tf.fill(integersOf(call, 0) ?? [], value?.data[0] ?? 0, value?.type ?? 'float32');
  },
  Expand: (call) => {
    const x = input(call, 0);
    const shape = call.tf.broadcast_util.assertAndGetBroadcastShape(
      x.shape,
      integersOf(call, 1) ?? [],
    );
    return call.tf.broadcastTo(x, shape);
  },
  Flatten: (call) => {
    const x = input(call, 0);
    const axis = numberAttribute(call, 'axis', 1);
    const size = (dims: number[]) => dims.reduce((a, b) => a * b, 1);
    return call.tf.reshape(x, [size(x.shape.slice(0, axis)), size(x.shape.slice(axis))]);
  },
  Gather: (call) => {
    const { tf } = call;
    const x = input(call, 0);
    const [axis] = positive([numberAttribute(call, 'axis', 0)], x.rank);
    const chosen = input(call, 1);
    const indices = positive(Array.from(chosen.dataSync()), x.shape[axis]);
    return tf.gather(x, tf.tensor<Rank.R1>(indices, chosen.shape as [number], 'int32'), axis);
  },
  Pad: (call) => {
    if (stringAttribute(call, 'mode', 'constant') !== 'constant')
      throw unsupported(call, `with mode ${stringAttribute(call, 'mode', '')}`);
    const x = input(call, 0);
    const pads = integersOf(call, 1) ?? [];
    const value = call.inputs[2]?.dataSync()[0] ?? 0;
    return call.tf.pad(
      x,
      x.shape.map((_, axis) => [pads[axis], pads[axis + x.rank]]),
      value,
    );
  },
  Range: (call) => {
    const [start, limit, step] = [0, 1, 2].map((i) => input(call, i).dataSync()[0]);
    return call.tf.range(start, limit, step, input(call, 0).dtype as 'float32' | 'int32');
  },
  Reshape: (call) => {
    const x = input(call, 0);
    const keepsZero = numberAttribute(call, 'allowzero', 0) === 1;
    const shape = (integersOf(call, 1) ?? []).map((size, axis) =>
      size === 0 && !keepsZero ? x.shape[axis] : size,
    );
    return call.tf.reshape(x, shape);
  },
  Shape: (call) => {
    const { shape } = input(call, 0);
    const end = numberAttribute(call, 'end', shape.length);
    return call.tf.tensor1d(shape.slice(numberAttribute(call, 'start', 0), end), 'int32');
  },
  Size: (call) => call.tf.scalar(input(call, 0).size, 'int32'),
  Slice: slice,
  Split: (call) => {
    const x = input(call, 0);
    const [axis] = positive([numberAttribute(call, 'axis', 0)], x.rank);
    const sizes = listAttribute(call, 'split') ?? integersOf(call, 1);
    return call.tf.split(x, sizes ?? call.node.outputs.length, axis);
  },
  Squeeze: (call) => {
    const x = input(call, 0);
    const axes = listAttribute(call, 'axes') ?? integersOf(call, 1);
    return call.tf.squeeze(x, axes && positive(axes, x.rank));
  },
  Tile: (call) => call.tf.tile(input(call, 0), integersOf(call, 1) ?? []),
  Transpose: (call) => call.tf.transpose(input(call, 0), listAttribute(call, 'perm')),
  Unsqueeze: (call) => {
    const x = input(call, 0);
    const axes = listAttribute(call, 'axes') ?? integersOf(call, 1) ?? [];
    const places = positive(axes, x.rank + axes.length).sort((a, b) => a - b);
    const shape = [...x.shape];
    for (const place of places) shape.splice(place, 0, 1);
    return call.tf.reshape(x, shape);
  },
};

/** Ends may lie beyond the axis, and steps are 1: what networks write when they mean x[..., a:b]. */
function slice(call: OperatorCall): Tensor {
  const x = input(call, 0);
  const starts = integersOf(call, 1) ?? [];
  const ends = integersOf(call, 2) ?? [];
  const axes = positive(integersOf(call, 3) ?? starts.map((_, i) => i), x.rank);
  const steps = integersOf(call, 4) ?? [];
  if (steps.some((step) => step !== 1)) throw unsupported(call, `with steps ${steps.join(', ')}`);
  const begin = x.shape.map(() => 0);
  const size = [...x.shape];
  for (const [i, axis] of axes.entries()) {
    const length = x.shape[axis];
    const inside = (at: number) => Math.max(0, Math.min(length, at < 0 ? at + length : at));
    begin[axis] = inside(starts[i]);
    size[axis] = Math.max(0, inside(ends[i]) - begin[axis]);
  }
  return call.tf.slice(x, begin, size);
}
