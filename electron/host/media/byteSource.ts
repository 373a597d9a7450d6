import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { isPathInside } from '../files/isPathInside.ts';

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
 * An image file below a folder. Attack: a sequence from elsewhere whose `rgb_00000.jpg` is a link to a private
 * file; so the real path must lie inside the folder's real path, and only image types are served.
 *
 * @param file absolute
 * @param folder absolute; the sequence's own
 * @throws ComoveError NOT_FOUND when it is not there (any more), FORBIDDEN_PATH when it leads outside
 */
export async function openImageFile(file: string, folder: string): Promise<ByteSource> {
  const type = imageTypes[extname(file).toLowerCase()];
  if (!type)
    throw new ComoveError('FORBIDDEN_PATH', `${basename(file)} is not an image.`, { file });
  try {
    const [real, realFolder] = await Promise.all([realpath(file), realpath(folder)]);
    if (!isPathInside(real, realFolder))
      throw new ComoveError('FORBIDDEN_PATH', `${file} leads outside its sequence, to ${real}.`, {
        file,
        remedy: 'Copy the file into the sequence instead of linking it.',
      });
    const { size } = await stat(real);
    return {
      size,
      type,
      read: (start, end) => createReadStream(real, { start, end: end - 1 }),
    };
  } catch (thrown) {
    if (thrown instanceof ComoveError) throw thrown;
    throw new ComoveError('NOT_FOUND', `${file} cannot be read (any more).`, {
      file,
      remedy: 'Put the file back, or open the sequence again.',
      cause: thrown,
    });
  }
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
