/** .npy bytes of any header, honest or not; for the honest everyday ones there is core/formats/npyWrite.ts. */

export interface NpyFileOptions {
  descr: string;
  shape: readonly number[];
  fortran?: boolean;
  version?: 1 | 2 | 3;
}

/** @param data the elements' bytes as they shall lie in the file */
export function npyFile(
  { descr, shape, fortran = false, version = 1 }: NpyFileOptions,
  data: ArrayBufferView,
): Buffer {
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const order = fortran ? 'True' : 'False';
  const text =
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${tuple}, }`.padEnd(117) + '\n';
  const head = Buffer.alloc(version === 1 ? 10 : 12);
  head.write('\u0093NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(text.length, 8);
  else head.writeUInt32LE(text.length, 8);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([head, Buffer.from(text, 'latin1'), bytes]);
}
