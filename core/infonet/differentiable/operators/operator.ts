/** What an operator of the interpreter is: ONNX semantics in TensorFlow.js operations, so that gradients exist. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TF } from '../../../autodiff/tensorflow.ts';
import { ComoveError } from '../../../contract/errors.ts';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../onnxFile.ts';

export interface OperatorCall {
  readonly tf: TF;
  readonly node: OnnxNode;
  /** undefined for an optional input that is left out. */
  readonly inputs: readonly (Tensor | undefined)[];
}

/** One tensor, or as many as the node has outputs. */
export type Operator = (call: OperatorCall) => Tensor | Tensor[];

/** Operators by their ONNX name. */
export type Operators = Readonly<Record<string, Operator>>;

/** An input that must be there. */
export function input(call: OperatorCall, index: number): Tensor {
  const tensor = call.inputs[index];
  if (tensor) return tensor;
  throw unsupported(call, `without input ${index + 1}`);
}

/** The whole numbers of a constant input (axes, sizes); undefined when it is left out. */
export function integersOf(call: OperatorCall, index: number): number[] | undefined {
  const tensor = call.inputs[index];
  return tensor && Array.from(tensor.dataSync());
}

export const numberAttribute = ({ node }: OperatorCall, name: string, fallback: number): number =>
  attribute(node, name, fallback, (value) => typeof value === 'number');

export const stringAttribute = ({ node }: OperatorCall, name: string, fallback: string): string =>
  attribute(node, name, fallback, (value) => typeof value === 'string');

export const listAttribute = ({ node }: OperatorCall, name: string): number[] | undefined =>
  attribute<number[] | undefined>(node, name, undefined, Array.isArray);

export const tensorAttribute = ({ node }: OperatorCall, name: string): OnnxTensor | undefined =>
  attribute<OnnxTensor | undefined>(
    node,
    name,
    undefined,
    (value) => typeof value === 'object' && !Array.isArray(value),
  );

function attribute<T extends OnnxAttribute | undefined>(
  node: OnnxNode,
  name: string,
  fallback: T,
  fits: (value: OnnxAttribute) => boolean,
): T {
  const value = node.attributes.get(name);
  return value !== undefined && fits(value) ? (value as T) : fallback;
}

/** Axes counted from the first, which may have been given from the last. */
export const positive = (axes: readonly number[], rank: number): number[] =>
  axes.map((axis) => (axis < 0 ? axis + rank : axis));

/** A tensor of a constant of the file. */
export const constantTensor = (tf: TF, { dims, type, data }: OnnxTensor): Tensor =>
  tf.tensor(data, [...dims], type);

/** The error for what the interpreter does not do. */
export function unsupported({ node }: Pick<OperatorCall, 'node'>, how: string): ComoveError {
  return new ComoveError(
    'BAD_INPUT',
    `The differentiable estimate does not support the operator ${node.type} ${how} (node '${node.name}').`,
    { remedy: 'Use the engine, which runs every network but gives no gradient.' },
  );
}
