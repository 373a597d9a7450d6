/** Named arrays as NumPy's .npz archive. */
import { zipSync, type Zippable } from 'fflate';
import { encodeNpy, type NpyInput } from './npyWrite.ts';

/** DOS times have no zone, and fflate writes the local one: a constant, so that equal arrays are equal bytes. */
const epoch = new Date(1980, 0, 1, 12);

/** 0 stores, 1 is fast, 9 is small. */
export type DeflateLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Arrays as the bytes of an .npz file: a zip with one `NAME.npy` an array, in the given order.
 * Equal input gives equal bytes.
 *
 * @param arrays by name, without `.npy`
 * @param level how hard to compress; 6 by default
 */
export function encodeNpz(
  arrays: Readonly<Record<string, NpyInput>>,
  { level = 6 }: { level?: DeflateLevel } = {},
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const [name, array] of Object.entries(arrays))
    files[`${name}.npy`] = [encodeNpy(array), { level, mtime: epoch }];
  return zipSync(files);
}
