/** Whole .npy files: bytes in, typed arrays out. For arrays too big to hold twice, see npyDecoder. */
import { float16Table } from './float16.ts';
import { createNpyDecoder, npyView } from './npyDecoder.ts';
import type { NpyData } from './npyDecoder.ts';
import { damaged, dtypeText, readNpyHeader } from './npyHeader.ts';
import type { NpyNumberName } from './npyHeader.ts';

export interface NpyArray {
  readonly dtype: NpyNumberName;
  readonly shape: readonly number[];
  /** Elements in C order (last axis fastest), whatever order the file has; float16 as raw bits, bool as 0 and 1. */
  readonly data: NpyData;
}

export type NpyOutcome =
  | { readonly kind: 'array'; readonly array: NpyArray }
  /** A sound file that does not hold numbers, e.g. array([None], dtype=object). */
  | { readonly kind: 'skipped'; readonly reason: string; readonly shape: readonly number[] };

/**
 * Reads a .npy file of bool, (u)int8 to 64, or float16 to 64, of either byte order, C or Fortran order.
 *
 * @param file the name used in errors
 * @throws ComoveError BAD_INPUT for anything that is not a .npy file, or is longer or shorter than its header says
 */
export function readNpy(bytes: Uint8Array, file: string): NpyOutcome {
  const outcome = readNpyHeader(bytes, file);
  if (outcome.kind === 'incomplete') throw damaged(file, 'ends within its header');
  const { dtype, shape, fortranOrder, elementCount } = outcome.header;
  if (dtype.kind !== 'number')
    return { kind: 'skipped', reason: `${file} holds ${dtypeText(dtype)}, not numbers`, shape };

  let data = npyView(dtype.name, new ArrayBuffer(0), 0);
  const decoder = createNpyDecoder({ file, totalBytes: bytes.length }, () => ({
    blockElements: elementCount,
    block: (values) => (data = values),
  }));
  decoder.push(bytes);
  decoder.end();
  if (fortranOrder && shape.length > 1) data = toCOrder(data, shape);
  return { kind: 'array', array: { dtype: dtype.name, shape, data } };
}

/**
 * The numbers of an array, in its order. 64-bit integers beyond 2^53 lose their last digits.
 */
export function npyNumbers({ dtype, data }: NpyArray): Float64Array {
  if (data instanceof BigInt64Array || data instanceof BigUint64Array)
    return Float64Array.from(data, Number);
  if (dtype !== 'float16') return Float64Array.from(data);
  const table = float16Table();
  return Float64Array.from(data, (bits) => table[bits]);
}

function toCOrder(data: NpyData, shape: readonly number[]): NpyData {
  const sorted = data.slice();
  const index = shape.map(() => 0);
  for (let i = 0; i < data.length; i++) {
    let target = 0;
    for (let axis = 0; axis < shape.length; axis++) target = target * shape[axis] + index[axis];
    sorted[target] = data[i];
    for (let axis = 0; axis < shape.length && ++index[axis] === shape[axis]; axis++)
      index[axis] = 0;
  }
  return sorted;
}
