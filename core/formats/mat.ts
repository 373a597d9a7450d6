/**
 * MATLAB v5 files (Level 5 MAT-file format, MathWorks): numeric, logical and character arrays, structs and
 * cells, plain or compressed elements, either byte order. Sparse arrays, objects and v7.3 (HDF5) are refused.
 */
import { unzlibSync } from 'fflate';
import { ComoveError } from '../contract/errors.ts';

/** Numbers in MATLAB's own order: the first index runs fastest. */
export interface MatNumbers {
  readonly kind: 'numbers';
  readonly dims: readonly number[];
  readonly data: Float64Array;
}
export interface MatText {
  readonly kind: 'text';
  readonly text: string;
}
/** One record per element of the struct array. */
export interface MatStruct {
  readonly kind: 'struct';
  readonly dims: readonly number[];
  readonly records: readonly ReadonlyMap<string, MatValue>[];
}
export interface MatCells {
  readonly kind: 'cells';
  readonly dims: readonly number[];
  readonly cells: readonly MatValue[];
}
export type MatValue = MatNumbers | MatText | MatStruct | MatCells;

const headerBytes = 128;
/** miCOMPRESSED and miMATRIX: the data types that hold other elements. */
const compressed = 15;
const matrix = 14;

/** Array classes (mxCELL_CLASS and so on). */
const classes = { cell: 1, struct: 2, char: 4, firstNumeric: 6, lastNumeric: 15 };

/**
 * All variables of a file by name.
 *
 * @param file the name to put into errors
 * @throws ComoveError BAD_INPUT for anything that is not a readable v5 file
 */
export function readMat(bytes: Uint8Array, file: string): Map<string, MatValue> {
  const fail = (what: string): never => {
    throw new ComoveError('BAD_INPUT', `${file} ${what}`, {
      file,
      remedy: "Save it again in MATLAB with save(..., '-v7') or in Octave with save -v7.",
    });
  };
  if (bytes.length < headerBytes) fail('is too short to be a MATLAB file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = String.fromCharCode(bytes[126], bytes[127]);
  if (mark !== 'IM' && mark !== 'MI')
    fail('is not a MATLAB v5 file (v7.3 files are HDF5 and cannot be read).');
  const little = mark === 'IM';
  if (view.getUint16(124, little) !== 0x0100)
    fail('is not a MATLAB v5 file (v7.3 files are HDF5 and cannot be read).');
  try {
    const variables = new Map<string, MatValue>();
    for (const element of elements(bytes.subarray(headerBytes), little)) {
      const inner =
        element.type === compressed ? [...elements(unzlibSync(element.bytes), little)] : [element];
      for (const { type, bytes: body } of inner) {
        if (type !== matrix) continue;
        const { name, value } = readMatrix(body, little);
        if (value) variables.set(name, value);
      }
    }
    return variables;
  } catch (cause) {
    if (cause instanceof ComoveError) throw cause;
    return fail('is damaged: an element is cut short or does not decompress.');
  }
}

interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** The elements of a run of bytes; small ones hold type, size and data in eight bytes. */
function* elements(bytes: Uint8Array, little: boolean): Generator<Element> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, little);
    if (tag >>> 16 !== 0) {
      yield { type: tag & 0xffff, bytes: bytes.subarray(at + 4, at + 4 + (tag >>> 16)) };
      at += 8;
      continue;
    }
    const size = view.getUint32(at + 4, little);
    if (at + 8 + size > bytes.length) throw new RangeError('An element ends beyond the file.');
    yield { type: tag, bytes: bytes.subarray(at + 8, at + 8 + size) };
    // Elements are padded to eight bytes, compressed ones are not.
    at += 8 + (tag === compressed ? size : Math.ceil(size / 8) * 8);
  }
}

/** A miMATRIX element's name and value; the value is undefined for classes that are not read. */
function readMatrix(bytes: Uint8Array, little: boolean): { name: string; value?: MatValue } {
  const parts = [...elements(bytes, little)];
  if (parts.length === 0)
    return { name: '', value: { kind: 'numbers', dims: [0, 0], data: new Float64Array() } };
  const [flags, dimensions, nameElement, ...rest] = parts;
  const type = new DataView(flags.bytes.buffer, flags.bytes.byteOffset).getUint32(0, little) & 0xff;
  const dims = Array.from(numbers(dimensions, little));
  const name = text(nameElement.bytes);
  const count = dims.reduce((product, size) => product * size, 1);
  if (type >= classes.firstNumeric && type <= classes.lastNumeric)
    return { name, value: { kind: 'numbers', dims, data: numbers(rest[0], little) } };
  if (type === classes.char)
    return {
      name,
      value: { kind: 'text', text: String.fromCharCode(...numbers(rest[0], little)) },
    };
  if (type === classes.cell)
    return { name, value: { kind: 'cells', dims, cells: values(rest, little) } };
  if (type === classes.struct) {
    const [length] = numbers(rest[0], little);
    const names = fieldNames(rest[1].bytes, length);
    const fields = values(rest.slice(2), little);
    const records = Array.from(
      { length: count },
      (_, record) => new Map(names.map((field, f) => [field, fields[record * names.length + f]])),
    );
    return { name, value: { kind: 'struct', dims, records } };
  }
  return { name };
}

function values(parts: readonly Element[], little: boolean): MatValue[] {
  return parts.map(
    ({ bytes }) =>
      readMatrix(bytes, little).value ?? {
        kind: 'numbers',
        dims: [0, 0],
        data: new Float64Array(),
      },
  );
}

/** Field names stand in fixed slots, each ended by a zero. */
function fieldNames(bytes: Uint8Array, length: number): string[] {
  const names: string[] = [];
  for (let at = 0; at + length <= bytes.length; at += length)
    names.push(text(bytes.subarray(at, at + length)));
  return names;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split('\0')[0];

/** Reads one number of each storage type (miINT8 = 1 and so on), and its size in bytes. */
const storage: Record<number, [number, (view: DataView, at: number, little: boolean) => number]> = {
  1: [1, (view, at) => view.getInt8(at)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at, little) => view.getInt16(at, little)],
  4: [2, (view, at, little) => view.getUint16(at, little)],
  5: [4, (view, at, little) => view.getInt32(at, little)],
  6: [4, (view, at, little) => view.getUint32(at, little)],
  7: [4, (view, at, little) => view.getFloat32(at, little)],
  9: [8, (view, at, little) => view.getFloat64(at, little)],
  12: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  13: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  16: [1, (view, at) => view.getUint8(at)],
  17: [2, (view, at, little) => view.getUint16(at, little)],
};

/** The numbers of an element: MATLAB stores arrays in the smallest type that holds their values. */
function numbers({ type, bytes }: Element, little: boolean): Float64Array {
  const entry = storage[type];
  if (!entry) throw new RangeError(`Storage type ${type} is not known.`);
  const [size, read] = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
    read(view, i * size, little),
  );
}
