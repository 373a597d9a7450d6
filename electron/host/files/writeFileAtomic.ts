import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeError } from './writeError.ts';

/**
 * Writes a file so that a reader finds the old bytes or the new ones, never half of them: to a temporary name
 * beside it, then renamed. The folder is made when it is not there.
 *
 * @throws ComoveError WRITE_FAILED; what was there stays, nothing half-written is left
 */
export async function writeFileAtomic(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    // Flushed, so that after a power cut the new name does not stand for an empty file.
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {}); // The first error is the one to report.
    throw writeError(cause, file);
  }
}
