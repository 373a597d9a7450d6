import { createRandom } from '#core/random.ts';
import type { OnnxConstant, OnnxModel } from '../../../../support/onnxModel.ts';

const random = createRandom(11);
const draw = (count: number) => Array.from({ length: count }, () => random.normal());

export const floats = (
  dims: number[],
  values = draw(dims.reduce((a, b) => a * b, 1)),
): OnnxConstant => ({
  dims,
  type: 'float',
  values,
});
export const integers = (...values: number[]): OnnxConstant => ({
  dims: [values.length],
  type: 'int64',
  values,
});
const scalar = (value: number): OnnxConstant => ({ dims: [], type: 'float', values: [value] });
/** Inputs of functions that are defined above 0 only. */
const positives = (dims: number[]) =>
  floats(
    dims,
    draw(dims.reduce((a, b) => a * b, 1)).map((v) => Math.abs(v) + 0.1),
  );

/** One node, whose first input is the network's and whose others are constants. */
export interface OperatorCase {
  type: string;
  x?: OnnxConstant;
  constants?: Record<string, OnnxConstant>;
  /** Names of the inputs after x, '' for one left out; by default all constants. */
  others?: string[];
  attributes?: OnnxModel['nodes'][0]['attributes'];
  outputs?: number;
  /** The result is not of floats: what casts it. */
  cast?: boolean;
  opset?: number;
}

const unary = (...types: string[]): OperatorCase[] => types.map((type): OperatorCase => ({ type }));
const matrix = (shapeX: number[], shapeY: number[]): OperatorCase => ({
  type: 'MatMul',
  x: floats(shapeX),
  constants: { y: floats(shapeY) },
});

export const operatorCases: OperatorCase[] = [
  ...unary('Abs', 'Neg', 'Exp', 'Sigmoid', 'Tanh', 'Relu', 'Erf', 'Softplus', 'Sign', 'Floor'),
  ...unary('Ceil', 'Round', 'Sin', 'Cos', 'Identity', 'Elu'),
  { type: 'LeakyRelu', attributes: { alpha: { float: 0.2 } } },
  { type: 'Log', x: positives([2, 3]) },
  { type: 'Sqrt', x: positives([2, 3]) },
  { type: 'Reciprocal', x: positives([2, 3]) },
  { type: 'Gelu', opset: 20 },
  { type: 'Gelu', opset: 20, attributes: { approximate: 'tanh' } },
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Sum', 'Mean'].map((type): OperatorCase => ({
    type,
    x: floats([2, 3, 4]),
    constants: { y: floats([3, 1]) },
  })),
  { type: 'Pow', constants: { y: scalar(2) } },
  { type: 'Clip', constants: { low: scalar(-0.3), high: scalar(0.5) } },
  { type: 'Clip', constants: { high: scalar(0.5) }, others: ['', 'high'] },
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'].map((type): OperatorCase => ({
    type,
    x: floats([4], [1, 2, 3, 2]),
    constants: { y: scalar(2) },
    cast: true,
  })),
  {
    type: 'Where',
    x: floats([2, 3]),
    constants: { condition: { dims: [3], type: 'bool', values: [1, 0, 1] }, other: scalar(7) },
    others: ['condition', 'X', 'other'],
  },
  ...['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd', 'ReduceL1'].map(
    (type): OperatorCase =>
      type === 'ReduceSum'
        ? {
            type,
            x: floats([2, 3, 4]),
            constants: { axes: integers(1, -1) },
            attributes: { keepdims: 0 },
          }
        : { type, x: floats([2, 3, 4]), attributes: { axes: [-2], keepdims: 0 } },
  ),
  ...unary('ReduceL2', 'ReduceLogSumExp', 'ReduceSumSquare', 'ReduceMean'),
  { type: 'ReduceMean', opset: 18, x: floats([2, 3]), constants: { axes: integers(-1) } },
  { type: 'Softmax', x: floats([2, 3, 4]), attributes: { axis: 1 } },
  { type: 'Softmax', x: floats([2, 3]) },
  { type: 'LogSoftmax', x: floats([2, 3]), attributes: { axis: -1 } },
  { type: 'GlobalAveragePool', x: floats([2, 3, 4, 5]) },
  matrix([3, 4], [4, 2]),
  matrix([2, 3, 4], [4, 5]),
  matrix([2, 1, 3, 4], [6, 4, 5]),
  matrix([6, 3, 4], [2, 1, 4, 5]),
  matrix([4], [4, 2]),
  matrix([2, 3, 4], [4]),
  {
    type: 'Gemm',
    x: floats([3, 4]),
    constants: { w: floats([2, 4]), b: floats([2]) },
    attributes: { transB: 1, alpha: { float: 0.5 }, beta: { float: 2 } },
  },
  {
    type: 'Einsum',
    x: floats([2, 3]),
    constants: { y: floats([3, 4]) },
    attributes: { equation: 'ij,jk->ik' },
  },
  {
    type: 'Conv',
    x: floats([2, 3, 6, 5]),
    constants: { w: floats([4, 3, 3, 3]), b: floats([4]) },
    attributes: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] },
  },
  {
    type: 'Conv',
    x: floats([1, 2, 7, 7]),
    constants: { w: floats([3, 2, 2, 2]) },
    attributes: { strides: [2, 2], pads: [0, 1, 2, 3] },
  },
  {
    type: 'AveragePool',
    x: floats([2, 3, 5, 6]),
    attributes: { kernel_shape: [2, 3], strides: [2, 2] },
  },
  {
    type: 'Resize',
    x: floats([2, 3, 4, 3]),
    constants: { scales: floats([4], [1, 1, 2, 3]) },
    others: ['', 'scales'],
    attributes: {
      mode: 'nearest',
      nearest_mode: 'floor',
      coordinate_transformation_mode: 'asymmetric',
    },
  },
  {
    type: 'LayerNormalization',
    opset: 17,
    x: floats([2, 3, 4]),
    constants: { gain: floats([4]), bias: floats([4]) },
  },
  {
    type: 'BatchNormalization',
    x: floats([2, 3, 2]),
    constants: {
      gain: floats([3]),
      bias: floats([3]),
      mean: floats([3]),
      variance: positives([3]),
    },
  },
  { type: 'Concat', x: floats([2, 3]), constants: { y: floats([2, 1]) }, attributes: { axis: -1 } },
  { type: 'Expand', x: floats([3, 1]), constants: { shape: integers(2, 1, 4) } },
  { type: 'Flatten', x: floats([2, 3, 4]), attributes: { axis: 2 } },
  {
    type: 'Gather',
    x: floats([3, 4]),
    constants: { at: integers(-1, 0) },
    attributes: { axis: 1 },
  },
  {
    type: 'Gather',
    x: floats([3, 4]),
    constants: { at: { dims: [], type: 'int64', values: [2] } },
  },
  { type: 'Pad', x: floats([2, 3]), constants: { pads: integers(0, 1, 2, 0), value: scalar(5) } },
  { type: 'Reshape', x: floats([2, 3, 4]), constants: { shape: integers(0, -1) } },
  {
    type: 'Slice',
    x: floats([4, 5]),
    constants: { starts: integers(1, -3), ends: integers(3, 1000), axes: integers(0, 1) },
  },
  {
    type: 'Split',
    x: floats([2, 6]),
    constants: { sizes: integers(1, 2, 3) },
    attributes: { axis: 1 },
    outputs: 3,
  },
  { type: 'Split', x: floats([4, 3]), outputs: 2 },
  { type: 'Squeeze', x: floats([1, 3, 1]), constants: { axes: integers(-1) } },
  { type: 'Tile', x: floats([2, 1]), constants: { times: integers(2, 3) } },
  { type: 'Transpose', x: floats([2, 3, 4]), attributes: { perm: [2, 0, 1] } },
  { type: 'Unsqueeze', x: floats([2, 3]), constants: { axes: integers(0, -1) } },
  { type: 'Shape', x: floats([2, 3, 4]), cast: true },
  { type: 'Size', x: floats([2, 3, 4]), cast: true },
];
