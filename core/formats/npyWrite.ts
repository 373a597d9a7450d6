/** Arrays as NumPy's .npy files, format 1.0: NEP 1, numpy/lib/format.py. */

/** What can be written. float16 is given as its bits (`float16Bits`), bool as 0 and 1. */
export type NpyInput = { readonly shape: readonly number[] } & (
  | { readonly dtype: 'bool' | 'uint8'; readonly data: Uint8Array }
  | { readonly dtype: 'float16'; readonly data: Uint16Array }
  | { readonly dtype: 'int32'; readonly data: Int32Array }
  | { readonly dtype: 'int64'; readonly data: BigInt64Array }
  | { readonly dtype: 'float32'; readonly data: Float32Array }
  | { readonly dtype: 'float64'; readonly data: Float64Array }
  | { readonly dtype: 'unicode'; readonly data: readonly string[] }
);

const descriptors = {
  bool: '|b1',
  uint8: '|u1',
  float16: '<f2',
  int32: '<i4',
  int64: '<i8',
  float32: '<f4',
  float64: '<f8',
} as const;

/** numpy aligns the data to 64 bytes, so that it can be mapped into memory. */
const alignment = 64;

/**
 * One array as the bytes of an .npy file, in C order, little-endian.
 *
 * @param array its data in C order; `shape` [] is a scalar of one element
 * @throws RangeError when the shape and the number of elements disagree
 */
export function encodeNpy(array: NpyInput): Uint8Array<ArrayBuffer> {
  const count = array.shape.reduce((product, length) => product * length, 1);
  if (count !== array.data.length)
    throw new RangeError(`shape (${array.shape.join(', ')}) does not hold ${array.data.length}`);
  const { descriptor, bytes } = payload(array);
  const head = header(descriptor, array.shape);
  const file = new Uint8Array(head.length + bytes.length);
  file.set(head);
  file.set(bytes, head.length);
  return file;
}

function payload(array: NpyInput): { descriptor: string; bytes: Uint8Array } {
  if (array.dtype === 'unicode') return unicode(array.data);
  const { buffer, byteOffset, byteLength } = array.data;
  return {
    descriptor: descriptors[array.dtype],
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
  };
}

/** UTF-32, padded with zeros to the longest. */
function unicode(texts: readonly string[]): { descriptor: string; bytes: Uint8Array } {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = Math.max(1, ...points.map((text) => text.length));
  const data = new Uint32Array(texts.length * width);
  points.forEach((text, index) => data.set(text, index * width));
  return { descriptor: `<U${width}`, bytes: new Uint8Array(data.buffer) };
}

function header(descriptor: string, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const prefix = 10;
  const total = Math.ceil((prefix + text.length + 1) / alignment) * alignment;
  const padded = text.padEnd(total - prefix - 1) + '\n';
  const bytes = new TextEncoder().encode(`\u0000NUMPY\u0001\u0000\u0000\u0000${padded}`);
  bytes[0] = 0x93;
  bytes[8] = padded.length & 0xff;
  bytes[9] = padded.length >> 8;
  return bytes;
}
