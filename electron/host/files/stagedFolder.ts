import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { writeError } from './writeError.ts';

/**
 * Fills a new folder so that it appears whole or not at all: under a temporary name beside it, renamed at the
 * end. Whatever `fill` throws (also ABORTED) leaves nothing behind.
 *
 * @param folder must not exist, or be empty
 * @throws ComoveError USAGE when it holds something, WRITE_FAILED when the disk refuses
 */
export async function fillNewFolder(
  folder: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = resolve(folder);
  if ((await contents(target)).length > 0)
    throw new ComoveError('USAGE', `${folder} is not empty.`, {
      file: folder,
      remedy: 'Name a folder that does not exist yet, or remove what is in it.',
    });
  const temporary = join(
    dirname(target),
    `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    // An empty folder may stand there; rename does not replace one on every system.
    await rmdir(target).catch(() => {});
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {}); // The first error counts.
    throw writeError(cause, folder);
  }
}

async function contents(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw writeError(cause, folder);
  }
}
