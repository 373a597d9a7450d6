import type { Tensor } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { ComoveError } from '../../contract/errors.ts';
import type { OnnxGraph } from './onnxFile.ts';
import { elementwise } from './operators/elementwise.ts';
import { linear } from './operators/linear.ts';
import { constantTensor, unsupported, type Operators } from './operators/operator.ts';
import { planes } from './operators/planes.ts';
import { reductions } from './operators/reductions.ts';
import { shapes } from './operators/shapes.ts';

const operators: Operators = { ...elementwise, ...linear, ...planes, ...reductions, ...shapes };

/** Before this one, some operators meant something else by the same name (Softmax). */
const oldestOpset = 13;

/**
 * Runs a network in TensorFlow.js operations, all of which have gradients: call it within `tf.grads` or, for the
 * numbers alone, within `tf.tidy`. Nodes whose results nobody asks for are left out.
 *
 * @param feeds a tensor for each of the graph's inputs that the outputs need
 * @param fetches names of the outputs that are needed
 * @throws ComoveError BAD_INPUT for an operator that is not supported, with its name; for a missing input or output
 */
export function runGraph<Name extends string>(
  tf: TF,
  graph: OnnxGraph,
  feeds: Readonly<Record<string, Tensor>>,
  fetches: readonly Name[],
): Record<Name, Tensor> {
  if (graph.opset < oldestOpset)
    throw new ComoveError('BAD_INPUT', `The network is of operator set ${graph.opset}.`, {
      remedy: `Export it again with operator set ${oldestOpset} or newer.`,
    });
  const tensors = new Map(Object.entries(feeds));
  const get = (name: string): Tensor => {
    const known = tensors.get(name);
    if (known) return known;
    const constant = graph.constants.get(name);
    if (!constant) throw new ComoveError('BAD_INPUT', `The network has no tensor '${name}'.`);
    const tensor = constantTensor(tf, constant);
    tensors.set(name, tensor);
    return tensor;
  };
  for (const node of neededNodes(graph, fetches)) {
    const operator = Object.hasOwn(operators, node.type) ? operators[node.type] : undefined;
    if (!operator) throw unsupported({ node }, 'at all');
    const inputs = node.inputs.map((name) => (name === '' ? undefined : get(name)));
    const results = [operator({ tf, node, inputs })].flat();
    for (const [i, name] of node.outputs.entries()) if (results[i]) tensors.set(name, results[i]);
  }
  return Object.fromEntries(fetches.map((name) => [name, get(name)])) as Record<Name, Tensor>;
}

/** Those that the fetches depend on, in the file's order: a node never stands before what it needs. */
function neededNodes({ nodes }: OnnxGraph, fetches: readonly string[]) {
  const wanted = new Set(fetches);
  const needed = [...nodes].reverse().filter(({ outputs, inputs }) => {
    if (!outputs.some((name) => wanted.has(name))) return false;
    for (const name of inputs) wanted.add(name);
    return true;
  });
  return needed.reverse();
}
