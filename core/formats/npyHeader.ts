/** The header of a NumPy .npy file, versions 1 to 3 (numpy/lib/format.py; NEP 1). */
import { ComoveError } from '../contract/errors.ts';

export type NpyNumberName =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64';

export type NpyDtype =
  | { readonly kind: 'number'; readonly name: NpyNumberName; readonly bigEndian: boolean }
  /** Python objects, pickled after the header: only Python can read them, and doing so runs code. */
  | { readonly kind: 'object'; readonly descr: string }
  /** Text, complex, dates, records: valid NumPy, of no use here. */
  | { readonly kind: 'other'; readonly descr: string };

export interface NpyHeader {
  readonly dtype: NpyDtype;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Product of the shape; 1 for a scalar. */
  readonly elementCount: number;
  /** Where the elements start. */
  readonly dataOffset: number;
}

export type NpyHeaderOutcome =
  { kind: 'header'; header: NpyHeader } | { kind: 'incomplete'; needed: number };

export const npyItemBytes: Readonly<Record<NpyNumberName, number>> = {
  bool: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
};

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Real headers have about a hundred bytes; a claim beyond this is a lie, not a header. */
const maximumHeaderBytes = 1 << 20;

/**
 * Reads a header from the first bytes of a file.
 *
 * @param bytes the file's beginning, as much of it as is there
 * @param file the name used in errors
 * @returns the header, or how many bytes are needed at least to go on
 * @throws ComoveError BAD_INPUT when the bytes are not the beginning of a .npy file
 */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeaderOutcome {
  if (magic.some((byte, i) => i < bytes.length && bytes[i] !== byte))
    throw damaged(file, 'does not begin like a NumPy array');
  if (bytes.length < 12) return { kind: 'incomplete', needed: 12 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3)
    throw damaged(file, `has .npy version ${version}, and only 1 to 3 exist`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > maximumHeaderBytes)
    throw damaged(file, `claims a header of ${length.toLocaleString('en')} bytes`);
  if (bytes.length < start + length) return { kind: 'incomplete', needed: start + length };
  const text = new TextDecoder().decode(bytes.subarray(start, start + length));
  return { kind: 'header', header: { ...parseHeaderText(text, file), dataOffset: start + length } };
}

function parseHeaderText(text: string, file: string): Omit<NpyHeader, 'dataOffset'> {
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const shapeText = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (order === undefined || shapeText === undefined || !/['"]descr['"]\s*:/.test(text))
    throw damaged(file, 'has a header without descr, fortran_order and shape');
  const shape = shapeText
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    // Python 2 wrote long integers as 12L.
    .map((part) => (/^\d+L?$/.test(part) ? Number.parseInt(part, 10) : Number.NaN));
  const elementCount = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(elementCount))
    throw damaged(file, `claims the impossible shape (${shapeText})`);
  return { dtype: parseDtype(text), fortranOrder: order === 'True', shape, elementCount };
}

function parseDtype(header: string): NpyDtype {
  // A record type is a list of fields instead of a string.
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]*)['"]/.exec(header)?.[1] ?? 'record';
  const [, order, type] = /^([<>|=]?)([a-z]\d*)$/i.exec(descr) ?? [];
  if (type === 'O') return { kind: 'object', descr };
  const name = numberNames[type];
  if (!name) return { kind: 'other', descr };
  return { kind: 'number', name, bigEndian: order === '>' };
}

const numberNames: Record<string, NpyNumberName> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

/** How a shape is written for people, as in Python: (3000, 26, 2). */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** What a dtype is called for people. */
export function dtypeText(dtype: NpyDtype): string {
  return dtype.kind === 'number' ? dtype.name : dtype.kind === 'object' ? 'object' : dtype.descr;
}

/** The error of a .npy file or member that is not what it should be. */
export function damaged(file: string, what: string): ComoveError {
  return new ComoveError('BAD_INPUT', `${file} ${what}.`, {
    file,
    remedy: 'Copy the file again, or write it again with numpy.save or numpy.savez.',
  });
}
