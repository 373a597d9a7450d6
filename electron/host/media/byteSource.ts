import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { realPathInside } from '../files/realPathInside.ts';

/** Types that media may have; nothing else is ever served from the user's folders. */
export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/octet-stream';

/** Bytes that can be read in parts: a file, or numbers computed on demand. */
export interface ByteSource {
  readonly size: number;
  readonly type: MediaType;
  /** Bytes [start, end), in order. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

const imageTypes: Readonly<Record<string, MediaType>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/**
 * An image file below a folder. Only image types are served, whatever the file is called.
 *
 * @param file absolute
 * @param folder absolute; the sequence's own
 * @throws ComoveError NOT_FOUND when it is not there (any more), FORBIDDEN_PATH when a link leads outside
 */
export async function openImageFile(file: string, folder: string): Promise<ByteSource> {
  const type = imageTypes[extname(file).toLowerCase()];
  if (!type) throw new ComoveError('FORBIDDEN_PATH', `${file} is not an image.`, { file });
  const real = await realPathInside(file, folder);
  const { size } = await stat(real);
  return {
    size,
    type,
    read: (start, end) => createReadStream(real, { start, end: end - 1 }),
  };
}

/** The bytes of an array as they lie in memory; pieces of 1 MiB, so that a slow reader holds little. */
export function arrayBytes(array: ArrayBufferView): ByteSource {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return {
    size: bytes.length,
    type: 'application/octet-stream',
    async *read(start, end) {
      for (let at = start; at < end; at += 1 << 20)
        yield bytes.subarray(at, Math.min(end, at + (1 << 20)));
    },
  };
}
