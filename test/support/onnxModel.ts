/** Writes small .onnx files, to compare an interpreter with the runtime operator by operator. */
import { PbfWriter } from 'pbf';

export type OnnxAttributeValue = number | { float: number } | string | number[] | OnnxConstant;

export interface OnnxConstant {
  dims: number[];
  /** Whole numbers go as int64, as in networks' files. */
  type: 'float' | 'int64' | 'bool';
  values: number[];
}

export interface OnnxModelNode {
  type: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, OnnxAttributeValue>;
}

export interface OnnxModel {
  opset?: number;
  /** Names and shapes of float inputs. */
  inputs: Record<string, number[]>;
  constants?: Record<string, OnnxConstant>;
  nodes: OnnxModelNode[];
  /** Names of float outputs. */
  outputs: string[];
}

const dataTypes = { float: 1, int64: 7, bool: 9 };

/** Field numbers: onnx.proto. */
export function onnxBytes(model: OnnxModel): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeMessage(7, writeGraph, model);
  writer.writeMessage(8, (opset, set) => set.writeVarintField(2, opset), model.opset ?? 16);
  return writer.finish();
}

function writeGraph(model: OnnxModel, writer: PbfWriter): void {
  for (const node of model.nodes) writer.writeMessage(1, writeNode, node);
  writer.writeStringField(2, 'graph');
  for (const [name, constant] of Object.entries(model.constants ?? {}))
    writer.writeMessage(5, writeTensor, { name, ...constant });
  for (const [name, dims] of Object.entries(model.inputs))
    writer.writeMessage(11, writeValueInfo, { name, dims });
  for (const name of model.outputs) writer.writeMessage(12, writeValueInfo, { name });
}

function writeNode(node: OnnxModelNode, writer: PbfWriter): void {
  for (const name of node.inputs) writer.writeStringField(1, name);
  for (const name of node.outputs) writer.writeStringField(2, name);
  writer.writeStringField(3, `the ${node.type}`);
  writer.writeStringField(4, node.type);
  for (const [name, value] of Object.entries(node.attributes ?? {}))
    writer.writeMessage(5, writeAttribute, { name, value });
}

function writeAttribute(
  { name, value }: { name: string; value: OnnxAttributeValue },
  writer: PbfWriter,
): void {
  writer.writeStringField(1, name);
  if (typeof value === 'number') {
    writer.writeVarintField(3, value);
    writer.writeVarintField(20, 2);
  } else if (typeof value === 'string') {
    writer.writeStringField(4, value);
    writer.writeVarintField(20, 3);
  } else if (Array.isArray(value)) {
    for (const item of value) writer.writeVarintField(8, item);
    writer.writeVarintField(20, 7);
  } else if ('float' in value) {
    writer.writeFloatField(2, value.float);
    writer.writeVarintField(20, 1);
  } else {
    writer.writeMessage(5, writeTensor, { name: '', ...value });
    writer.writeVarintField(20, 4);
  }
}

function writeTensor(
  { name, dims, type, values }: OnnxConstant & { name: string },
  writer: PbfWriter,
): void {
  for (const size of dims) writer.writeVarintField(1, size);
  writer.writeVarintField(2, dataTypes[type]);
  writer.writeStringField(8, name);
  const raw = {
    float: () => Float32Array.from(values),
    int64: () => BigInt64Array.from(values, BigInt),
    bool: () => Uint8Array.from(values),
  }[type]();
  writer.writeBytesField(9, new Uint8Array(raw.buffer));
}

function writeValueInfo(
  { name, dims }: { name: string; dims?: number[] },
  writer: PbfWriter,
): void {
  writer.writeStringField(1, name);
  writer.writeMessage(
    2,
    (_, type) =>
      type.writeMessage(
        1,
        (_, tensor) => {
          tensor.writeVarintField(1, 1);
          if (dims)
            tensor.writeMessage(
              2,
              (_, shape) => {
                for (const size of dims)
                  shape.writeMessage(1, (_, dim) => dim.writeVarintField(1, size), null);
              },
              null,
            );
        },
        null,
      ),
    null,
  );
}
