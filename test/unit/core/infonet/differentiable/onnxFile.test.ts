import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOnnx } from '#core/infonet/differentiable/onnxFile.ts';
import { onnxBytes } from '../../../../support/onnxModel.ts';

const shipped = new URL('../../../../../assets/models/infonet.onnx', import.meta.url);

describe('readOnnx', () => {
  it('finds the inputs, outputs and constants of the shipped network', () => {
    const graph = readOnnx(readFileSync(shipped));
    expect(graph.inputs).toEqual(['histogram', 'statistics']);
    expect(graph.outputs).toEqual(['estimate', 'dv', 'table']);
    for (const { dims, data } of graph.constants.values())
      expect(data).toHaveLength(dims.reduce((a, b) => a * b, 1));
    expect(graph.nodes.length).toBeGreaterThan(100);
  });

  it('reads attributes and constants of every kind it knows, int64 clamped to int32', () => {
    const tensor = { dims: [2], type: 'int64' as const, values: [-3, 2 ** 62] };
    const graph = readOnnx(
      onnxBytes({
        opset: 17,
        inputs: { X: [1] },
        constants: { yes: { dims: [1], type: 'bool', values: [1] }, tensor },
        nodes: [
          {
            type: 'Odd',
            inputs: ['X', '', 'yes'],
            outputs: ['Y'],
            attributes: { i: -2, f: { float: 0.5 }, s: 'word', list: [3, -1], t: tensor },
          },
        ],
        outputs: ['Y'],
      }),
    );
    expect(graph.opset).toBe(17);
    expect(graph.constants.get('yes')).toEqual({ dims: [1], type: 'bool', data: Uint8Array.of(1) });
    const clamped = { dims: [2], type: 'int32', data: Int32Array.of(-3, 2 ** 31 - 1) };
    expect(graph.constants.get('tensor')).toEqual(clamped);
    const [node] = graph.nodes;
    expect(node).toMatchObject({ type: 'Odd', inputs: ['X', '', 'yes'], outputs: ['Y'] });
    expect(Object.fromEntries(node.attributes)).toEqual({
      i: -2,
      f: 0.5,
      s: 'word',
      list: [3, -1],
      t: clamped,
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('This is no network at all.')],
    ['half a network', readFileSync(shipped).subarray(0, 5000)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readOnnx(bytes)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
