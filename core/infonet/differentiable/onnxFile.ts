/**
 * Reads what an interpreter needs of an .onnx file: the nodes in order, the constants, the names of what goes in
 * and comes out. Field numbers: onnx.proto of the ONNX specification (IR version 8).
 */
import { PbfReader } from 'pbf';
import { ComoveError } from '../../contract/errors.ts';

export interface OnnxTensor {
  readonly dims: readonly number[];
  /** int64 comes as int32, clamped: only shapes, axes and indices are of that type. */
  readonly type: 'float32' | 'int32' | 'bool';
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export type OnnxAttribute = number | string | readonly number[] | OnnxTensor;

export interface OnnxNode {
  /** The operator, e.g. 'MatMul'. */
  readonly type: string;
  readonly name: string;
  /** Names of tensors; '' for an optional one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

export interface OnnxGraph {
  /** Version of the default operator set. */
  readonly opset: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  readonly nodes: readonly OnnxNode[];
}

/**
 * @param bytes a whole .onnx file
 * @throws ComoveError BAD_INPUT when it is none, or uses what this reader does not know (external data, subgraphs,
 *   other types of numbers)
 */
export function readOnnx(bytes: Uint8Array): OnnxGraph {
  const model: Building = { opset: 0, inputs: [], outputs: [], constants: new Map(), nodes: [] };
  try {
    new PbfReader(bytes).readFields(readModelField, model);
  } catch (cause) {
    if (cause instanceof ComoveError) throw cause;
    throw new ComoveError('BAD_INPUT', 'The network is not an ONNX file.', { cause });
  }
  if (model.nodes.length === 0)
    throw new ComoveError('BAD_INPUT', 'The network is not an ONNX file, or an empty one.');
  return { ...model, inputs: model.inputs.filter((name) => !model.constants.has(name)) };
}

interface Building {
  opset: number;
  inputs: string[];
  outputs: string[];
  constants: Map<string, OnnxTensor>;
  nodes: OnnxNode[];
}

function readModelField(field: number, model: Building, reader: PbfReader): void {
  if (field === 7) reader.readMessage(readGraphField, model);
  else if (field === 8) {
    const set = reader.readMessage(readOperatorSetField, { domain: '', version: 0 });
    if (set.domain === '') model.opset = set.version;
  }
}

function readOperatorSetField(
  field: number,
  set: { domain: string; version: number },
  reader: PbfReader,
): void {
  if (field === 1) set.domain = reader.readString();
  else if (field === 2) set.version = reader.readVarint();
}

function readGraphField(field: number, model: Building, reader: PbfReader): void {
  if (field === 1) model.nodes.push(readNode(reader));
  else if (field === 5) {
    const { name, tensor } = readTensor(reader);
    model.constants.set(name, tensor);
  } else if (field === 11) model.inputs.push(readName(reader));
  else if (field === 12) model.outputs.push(readName(reader));
}

const readName = (reader: PbfReader): string =>
  reader.readMessage(
    (field, value: { name: string }, inner) => {
      if (field === 1) value.name = inner.readString();
    },
    { name: '' },
  ).name;

function readNode(reader: PbfReader): OnnxNode {
  const node = {
    type: '',
    name: '',
    inputs: [] as string[],
    outputs: [] as string[],
    attributes: new Map<string, OnnxAttribute>(),
  };
  return reader.readMessage((field, into: typeof node, inner) => {
    if (field === 1) into.inputs.push(inner.readString());
    else if (field === 2) into.outputs.push(inner.readString());
    else if (field === 3) into.name = inner.readString();
    else if (field === 4) into.type = inner.readString();
    else if (field === 5) {
      const { name, value } = readAttribute(inner, into.type);
      into.attributes.set(name, value);
    }
  }, node);
}

/** AttributeProto.type by the field that holds the value. */
const attributeTypes = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

function readAttribute(
  reader: PbfReader,
  operator: string,
): { name: string; value: OnnxAttribute } {
  const read = { name: '', type: 0, float: 0, int: 0, string: '', list: [] as number[] };
  let tensor: OnnxTensor | undefined;
  reader.readMessage((field, into: typeof read, inner) => {
    if (field === 1) into.name = inner.readString();
    else if (field === 2) into.float = inner.readFloat();
    else if (field === 3) into.int = inner.readVarint(true);
    else if (field === 4) into.string = inner.readString();
    else if (field === 5) tensor = readTensor(inner).tensor;
    else if (field === 7) inner.readPackedFloat(into.list);
    else if (field === 8) inner.readPackedVarint(into.list, true);
    else if (field === 20) into.type = inner.readVarint();
  }, read);
  const { name, type } = read;
  if (type === attributeTypes.float) return { name, value: read.float };
  if (type === attributeTypes.int) return { name, value: read.int };
  if (type === attributeTypes.string) return { name, value: read.string };
  if (type === attributeTypes.tensor && tensor) return { name, value: tensor };
  if (type === attributeTypes.floats || type === attributeTypes.ints)
    return { name, value: read.list };
  throw new ComoveError(
    'BAD_INPUT',
    `The network's operator ${operator} has an attribute '${name}' of a kind that is not read (${type}).`,
  );
}

/** TensorProto.data_type. */
const dataTypes = { float: 1, int32: 6, int64: 7, bool: 9, double: 11 } as const;

function readTensor(reader: PbfReader): { name: string; tensor: OnnxTensor } {
  const read = { name: '', type: 0, dims: [] as number[], values: [] as number[] };
  let raw: Uint8Array | undefined;
  reader.readMessage((field, into: typeof read, inner) => {
    if (field === 1) inner.readPackedVarint(into.dims, true);
    else if (field === 2) into.type = inner.readVarint();
    else if (field === 4) inner.readPackedFloat(into.values);
    else if (field === 5 || field === 7) inner.readPackedVarint(into.values, true);
    else if (field === 8) into.name = inner.readString();
    else if (field === 9) raw = new Uint8Array(inner.readBytes());
    else if (field === 10) inner.readPackedDouble(into.values);
    else if (field === 13)
      throw new ComoveError('BAD_INPUT', `The network keeps '${into.name}' in another file.`);
  }, read);
  const { name, type, dims } = read;
  const values = raw ? rawValues(name, type, raw) : read.values;
  const tensor: OnnxTensor =
    type === dataTypes.float || type === dataTypes.double
      ? { dims, type: 'float32', data: Float32Array.from(values) }
      : type === dataTypes.bool
        ? { dims, type: 'bool', data: Uint8Array.from(values) }
        : { dims, type: 'int32', data: Int32Array.from(values, clampToInt32) };
  return { name, tensor };
}

function rawValues(name: string, type: number, { buffer }: Uint8Array): ArrayLike<number> {
  switch (type) {
    case dataTypes.float:
      return new Float32Array(buffer);
    case dataTypes.double:
      return new Float64Array(buffer);
    case dataTypes.int32:
      return new Int32Array(buffer);
    case dataTypes.int64:
      return Array.from(new BigInt64Array(buffer), Number);
    case dataTypes.bool:
      return new Uint8Array(buffer);
    default:
      throw new ComoveError(
        'BAD_INPUT',
        `The network's constant '${name}' has numbers of a type that is not read (${type}).`,
      );
  }
}

/** "To the end" is written as the greatest int64. */
const clampToInt32 = (value: number) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value));
