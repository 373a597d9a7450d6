import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import { readOnnx } from '#core/infonet/differentiable/onnxFile.ts';
import { runGraph } from '#core/infonet/differentiable/runGraph.ts';
import { onnxBytes, type OnnxModel } from '../../../../support/onnxModel.ts';
import { floats, integers, operatorCases } from './operatorCases.ts';

const tf = await loadTensorflow();
describe('operators give what onnxruntime gives', () => {
  it.each(operatorCases.map((entry, i) => ({ ...entry, i })))('$i $type', async (entry) => {
    const x = entry.x ?? floats([2, 3]);
    const constants = entry.constants ?? {};
    const inputs = entry.others?.includes('X')
      ? entry.others
      : ['X', ...(entry.others ?? Object.keys(constants))];
    const results = Array.from({ length: entry.outputs ?? 1 }, (_, i) => `out${i}`);
    const raw = entry.cast ? results.map((name) => `${name}_raw`) : results;
    const bytes = onnxBytes({
      opset: entry.opset,
      inputs: { X: x.dims },
      constants,
      nodes: [
        { type: entry.type, inputs, outputs: raw, attributes: entry.attributes },
        ...(entry.cast
          ? results.map((name, i) => ({
              type: 'Cast',
              inputs: [raw[i]],
              outputs: [name],
              attributes: { to: 1 },
            }))
          : []),
      ],
      outputs: results,
    });
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
    const expected = await session.run({
      X: new Tensor('float32', Float32Array.from(x.values), x.dims),
    });
    const outputs = tf.tidy(() => {
      const feeds = { X: tf.tensor(Float32Array.from(x.values), x.dims) };
      const run = runGraph(tf, readOnnx(bytes), feeds, results);
      return results.map((name) => ({ shape: run[name].shape, data: run[name].dataSync() }));
    });
    for (const [i, name] of results.entries()) {
      expect(outputs[i].shape).toEqual(expected[name].dims);
      // Float32 in both; a few roundings of numbers of size 1, and TensorFlow's erf to 1.5e-7.
      outputs[i].data.forEach((v, k) =>
        expect(v).toBeCloseTo((expected[name].data as Float32Array)[k], 5),
      );
    }
    await session.release();
  });
});

describe('operators', () => {
  const graphOf = (node: Partial<OnnxModel['nodes'][0]> & { type: string }, constants = {}) =>
    readOnnx(
      onnxBytes({
        inputs: { X: [2, 3] },
        constants,
        nodes: [{ inputs: ['X'], outputs: ['Y'], ...node }],
        outputs: ['Y'],
      }),
    );
  const run = (graph: ReturnType<typeof readOnnx>) =>
    tf.tidy(() => runGraph(tf, graph, { X: tf.ones([2, 3]) }, ['Y']).Y.arraySync());

  it('names one that is not supported', () => {
    expect(() => run(graphOf({ type: 'NonMaxSuppression' }))).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        message: expect.stringContaining('NonMaxSuppression'),
      }),
    );
  });

  it('refuses a form that is not supported rather than compute something else', () => {
    const constants = { s: integers(0), e: integers(3), a: integers(1), step: integers(2) };
    const node = { type: 'Slice', inputs: ['X', 's', 'e', 'a', 'step'] };
    expect(() => run(graphOf(node, constants))).toThrow(/Slice with steps 2/);
    expect(() => run(graphOf({ type: 'constructor' }))).toThrow(/constructor/);
  });

  it('leaves out what nobody asked for', () => {
    const graph = readOnnx(
      onnxBytes({
        inputs: { X: [2, 3] },
        nodes: [
          { type: 'NonMaxSuppression', inputs: ['X'], outputs: ['Z'] },
          { type: 'Neg', inputs: ['X'], outputs: ['Y'] },
        ],
        outputs: ['Y', 'Z'],
      }),
    );
    expect(run(graph)).toEqual([
      [-1, -1, -1],
      [-1, -1, -1],
    ]);
  });

  it('a broadcast product of matrices has the gradient of its definition', () => {
    const graph = readOnnx(
      onnxBytes({
        inputs: { X: [3, 4] },
        constants: { a: floats([2, 5, 3]) },
        nodes: [{ type: 'MatMul', inputs: ['a', 'X'], outputs: ['Y'] }],
        outputs: ['Y'],
      }),
    );
    const gradient = tf.grad((X) => tf.sum(runGraph(tf, graph, { X }, ['Y']).Y))(tf.ones([3, 4]));
    const { data } = graph.constants.get('a')!;
    // d/dX of the sum: of each column of a, everything.
    for (let k = 0; k < 3; k++) {
      const column = Array.from(data as Float32Array).filter((_, i) => i % 3 === k);
      const total = column.reduce((sum, v) => sum + v, 0);
      expect((gradient.arraySync() as number[][])[k][0]).toBeCloseTo(total, 5);
    }
  });

  it('resized planes have the gradient of their definition, whichever item of the batch', () => {
    const graph = readOnnx(
      onnxBytes({
        inputs: { X: [3, 2, 2, 2] },
        constants: { scales: floats([4], [1, 1, 2, 2]), w: floats([3, 2, 4, 4]) },
        nodes: [
          { type: 'Resize', inputs: ['X', '', 'scales'], outputs: ['R'] },
          { type: 'Mul', inputs: ['R', 'w'], outputs: ['Y'] },
        ],
        outputs: ['Y'],
      }),
    );
    const gradient = tf.grad((X) => tf.sum(runGraph(tf, graph, { X }, ['Y']).Y))(
      tf.ones([3, 2, 2, 2]),
    );
    // Every element stands in two rows and two columns.
    const weights = graph.constants.get('w')!.data as Float32Array;
    const expected = Array.from({ length: 24 }, (_, at) => {
      const [plane, i, j] = [Math.floor(at / 4), Math.floor(at / 2) % 2, at % 2];
      const of = (row: number, column: number) => weights[16 * plane + 4 * row + column];
      return (
        of(2 * i, 2 * j) + of(2 * i, 2 * j + 1) + of(2 * i + 1, 2 * j) + of(2 * i + 1, 2 * j + 1)
      );
    });
    gradient.dataSync().forEach((value, at) => expect(value).toBeCloseTo(expected[at], 5));
  });

  it('operator sets in which Softmax meant something else are refused', () => {
    const bytes = onnxBytes({
      opset: 11,
      inputs: { X: [2, 3] },
      nodes: [{ type: 'Softmax', inputs: ['X'], outputs: ['Y'] }],
      outputs: ['Y'],
    });
    expect(() => run(readOnnx(bytes))).toThrow(/operator set 11/);
  });
});
