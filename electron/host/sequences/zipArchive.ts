/** Random access to the members of a zip file: stored and deflated, ZIP64, nothing read that is not asked for. */
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import { fileError } from '../files/fileError.ts';
import { releaseMemory } from '../files/releaseMemory.ts';

export interface ZipMember {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly compressedSize: number;
}

export interface ZipArchive {
  readonly file: string;
  /** By name; of members with one name the last counts, as in Python's zipfile. */
  readonly members: ReadonlyMap<string, ZipMember>;
  /**
   * A member's bytes, in order. Each chunk's memory is used again for the next one. At the end the length and
   * the checksum have been verified.
   *
   * @throws ComoveError BAD_INPUT when the member is damaged, ABORTED
   */
  chunks(member: ZipMember, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const chunkBytes = 1 << 16;
/** The most that deflate can pack (zlib's own figure): a larger claim is a lie. */
const maximumDeflateRatio = 1032;
const copyAgain = 'Copy or download the file again.';

/**
 * Opens a zip file and reads its directory. Close it in the end.
 *
 * @throws ComoveError NOT_FOUND; BAD_INPUT when it is no zip or a truncated one; FORBIDDEN_PATH when a member's
 *   name leads outside
 */
export async function openZip(file: string): Promise<ZipArchive> {
  const handle = await openFile(file);
  try {
    const { zip, entries } = await readDirectory(handle, file);
    return {
      file,
      members: new Map([...entries].map(([name, entry]) => [name, memberOf(entry)])),
      chunks: (member, signal) =>
        verified(
          entries.get(member.name)!,
          unpacked(zip, handle, entries.get(member.name)!),
          file,
          signal,
        ),
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (cause) {
    throw fileError(cause, file);
  }
}

interface Directory {
  zip: yauzl.ZipFile;
  entries: Map<string, yauzl.Entry>;
}

async function readDirectory(handle: FileHandle, file: string): Promise<Directory> {
  try {
    // With autoClose off, yauzl never closes the descriptor: it belongs to the handle.
    const zip = await yauzl.fromFdPromise(handle.fd, { autoClose: false, lazyEntries: true });
    const entries = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return { zip, entries };
  } catch (cause) {
    throw await directoryError(cause, handle, file);
  }
}

async function directoryError(
  cause: unknown,
  handle: FileHandle,
  file: string,
): Promise<ComoveError> {
  if ((cause as NodeJS.ErrnoException).code) return fileError(cause, file);
  const message = (cause as Error).message;
  if (/relative path|absolute path|invalid characters in fileName/.test(message))
    return new ComoveError(
      'FORBIDDEN_PATH',
      `${file} has a member that leads outside: ${message}.`,
      {
        file,
        remedy: 'Do not use this archive, or write it again without such names.',
        cause,
      },
    );
  const what = await nature(handle, message);
  return new ComoveError('BAD_INPUT', `${file} ${what}.`, { file, remedy: remedyFor(what), cause });
}

/** What a file is, of which no zip directory could be read. */
async function nature(handle: FileHandle, message: string): Promise<string> {
  const { size } = await handle.stat();
  if (size === 0) return 'is empty';
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  const beginsLikeZip = bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  if (!beginsLikeZip) return 'is not a zip archive, so it is not an .npz file';
  if (/not found/.test(message)) return 'is truncated: the directory at its end is missing';
  return `is damaged: ${message}`;
}

function remedyFor(what: string): string {
  return what.startsWith('is not a zip')
    ? 'Give an annotation archive written by numpy.savez (annotations.npz, anno.npz, annot.npz), or its folder.'
    : copyAgain;
}

function memberOf({ fileName, uncompressedSize, compressedSize }: yauzl.Entry): ZipMember {
  return { name: fileName, size: uncompressedSize, compressedSize };
}

async function* unpacked(
  zip: yauzl.ZipFile,
  handle: FileHandle,
  entry: yauzl.Entry,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new Error('it is encrypted');
  const deflated = entry.compressionMethod === 8;
  if (!deflated && entry.compressionMethod !== 0)
    throw new Error(`it is packed by method ${entry.compressionMethod}, not stored or deflated`);
  if (entry.uncompressedSize > (entry.compressedSize + 64) * maximumDeflateRatio)
    throw new Error(`it cannot unpack to the ${entry.uncompressedSize} bytes it claims`);
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (entry.compressedSize === 0) return;
  yield* deflated
    ? inflated(handle, fileDataStart, entry.compressedSize)
    : stored(handle, fileDataStart, entry.compressedSize);
}

async function* stored(
  handle: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(Math.min(chunkBytes, length));
  for (let done = 0; done < length;) {
    const wanted = Math.min(buffer.length, length - done);
    const { bytesRead } = await handle.read(buffer, 0, wanted, start + done);
    if (bytesRead === 0) throw new Error('the file ends within it');
    yield buffer.subarray(0, bytesRead);
    done += bytesRead;
  }
}

async function* inflated(
  handle: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  // A full chunk exceeds what inflate queues, so the next one is read only when it has been taken: the memory of
  // `stored` may be used again. An error of either side ends the iteration below, which is where it is handled.
  pipeline(stored(handle, start, length), inflate, () => undefined);
  let current: ArrayBufferLike | undefined;
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    // zlib fills one buffer and then takes another: the one before is used up.
    if (current instanceof ArrayBuffer && current !== chunk.buffer) releaseMemory(current);
    current = chunk.buffer.byteLength === chunkBytes ? chunk.buffer : undefined;
    yield chunk;
  }
}

async function* verified(
  entry: yauzl.Entry,
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  let checksum = 0;
  try {
    for await (const chunk of chunks) {
      throwIfAborted(signal);
      received += chunk.length;
      if (received > entry.uncompressedSize)
        throw new Error('it is longer than the directory says');
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (received < entry.uncompressedSize) throw new Error('it is shorter than the directory says');
    if (checksum !== entry.crc32) throw new Error('its checksum is wrong');
  } catch (cause) {
    if (cause instanceof ComoveError) throw cause;
    throw new ComoveError(
      'BAD_INPUT',
      `${entry.fileName} in ${file} cannot be unpacked: ${(cause as Error).message}.`,
      { file, remedy: copyAgain, cause },
    );
  }
}
