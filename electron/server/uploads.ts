import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ComoveError } from '#core/contract/errors.ts';

/** Copies of what pages dropped as bytes, each in a folder of its own. */
export interface Uploads {
  /** Starts an upload and returns its id. */
  begin(): Promise<string>;
  /**
   * Writes one file of an upload.
   *
   * @param encodedPath below the upload, parts URL-encoded
   * @param length of the body in bytes
   * @returns bytes written
   * @throws ComoveError NOT_FOUND, FORBIDDEN_PATH, WRITE_FAILED; half a file is never left
   */
  put(id: string, encodedPath: string, body: Readable, length: number): Promise<number>;
  /** What to open: the one thing that was dropped, else the upload's folder. */
  locate(id: string): Promise<string>;
  /** Deletes an upload; one that is not there (any more) is no error. */
  remove(id: string): Promise<void>;
  /** Deletes all. */
  dispose(): Promise<void>;
}

export interface UploadOptions {
  /** Where the copies lie; the system's folder for temporary files when absent. */
  readonly folder?: string;
  /** Bytes that may still be written there. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Left free on the disk, so that an upload does not stop everything else on the machine. */
const reserveBytes = 256 << 20;
/** A folder of a sequence has three levels; eight is generous. */
const deepest = 8;

/** Uploads live as long as the server that took them. */
export function createUploads(options: UploadOptions = {}): Uploads {
  const parent = options.folder ?? tmpdir();
  const freeBytes = options.freeBytes ?? freeOnDisk;
  const folders = new Map<string, string>();

  function folderOf(id: string): string {
    const folder = folders.get(id);
    if (folder) return folder;
    throw new ComoveError('NOT_FOUND', 'This upload is not there (any more).', {
      remedy: 'Drop the files again.',
    });
  }

  return {
    async begin() {
      const id = randomBytes(18).toString('base64url');
      // mkdtemp makes it for this user only.
      folders.set(id, await mkdtemp(join(parent, 'comove-upload-')));
      return id;
    },
    async put(id, encodedPath, body, length) {
      const folder = folderOf(id);
      const parts = safeParts(encodedPath);
      const name = parts.join('/');
      if (length > (await freeBytes(folder)) - reserveBytes) throw diskFull(name, length);
      const file = join(folder, ...parts);
      try {
        await mkdir(dirname(file), { recursive: true });
        const out = createWriteStream(file, { flags: 'wx' });
        await pipeline(body, out);
        return out.bytesWritten;
      } catch (cause) {
        throw await writeFailure(cause, file, name, length);
      }
    },
    async locate(id) {
      const folder = folderOf(id);
      const names = await readdir(folder);
      return names.length === 1 ? join(folder, names[0]) : folder;
    },
    async remove(id) {
      const folder = folders.get(id);
      folders.delete(id);
      if (folder) await rm(folder, { recursive: true, force: true });
    },
    async dispose() {
      await Promise.all([...folders.keys()].map((id) => this.remove(id)));
    },
  };
}

/**
 * The parts of a path that a page sent. Attack: a page's bug or a crafted drop that writes beside the upload's
 * folder; so no part may climb, be absolute, or hold a separator of any system.
 */
function safeParts(encodedPath: string): string[] {
  const refuse = () =>
    new ComoveError('FORBIDDEN_PATH', `${encodedPath.slice(0, 200)} is no name for an upload.`, {
      remedy: 'Rename the file and drop it again.',
    });
  let parts: string[];
  try {
    parts = encodedPath.split('/').map(decodeURIComponent);
  } catch {
    throw refuse();
  }
  const isSafe = (part: string) =>
    part !== '' &&
    part !== '.' &&
    part !== '..' &&
    Buffer.byteLength(part) <= 255 &&
    !/[\u0000-\u001f\u007f/\\:]/.test(part);
  if (parts.length > deepest || !parts.every(isSafe)) throw refuse();
  return parts;
}

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const diskFull = (name: string, length: number) =>
  new ComoveError(
    'WRITE_FAILED',
    `${name} (${Math.ceil(length / 1e6)} MB) does not fit on the disk for temporary files.`,
    {
      file: name,
      remedy: 'Free some space, or open the sequence by its path, which copies nothing.',
    },
  );

async function writeFailure(
  cause: unknown,
  file: string,
  name: string,
  length: number,
): Promise<ComoveError> {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    return new ComoveError('USAGE', `${name} was already uploaded.`, { file: name, cause });
  await rm(file, { force: true }).catch(() => {}); // The first error is the one to report.
  if (code === 'ENOSPC') return diskFull(name, length);
  return new ComoveError('WRITE_FAILED', `${name} could not be written: ${message}.`, {
    file: name,
    remedy: 'Drop the files again.',
    cause,
  });
}
