import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { writeError } from './writeError.ts';

/**
 * Puts files and folders into a folder so that all of them appear or none: they are written to a temporary folder
 * beside it and moved in at the end. What stood there under the same names is replaced only then; everything else
 * in the folder stays as it is. Whatever `fill` throws (also ABORTED) leaves the folder untouched.
 *
 * @param folder made when it is not there
 * @throws ComoveError WRITE_FAILED when the disk refuses; what had been moved is moved back
 */
export async function replaceInFolder(
  folder: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = resolve(folder);
  const staging = join(
    dirname(target),
    `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await mkdir(staging, { recursive: true });
    await fill(staging);
    await moveAll(staging, target);
  } catch (cause) {
    throw writeError(cause, folder);
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => {}); // Only litter would be left.
  }
}

/** Renames are quick and do not fill the disk; a failure in the middle undoes those before it. */
async function moveAll(staging: string, target: string): Promise<void> {
  const names = await readdir(staging);
  await mkdir(target, { recursive: true });
  const former = await mkdtemp(join(staging, 'former-'));
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const name of names) {
      const place = join(target, name);
      if (await renameIfThere(place, join(former, name)))
        undo.push(() => rename(join(former, name), place));
      await rename(join(staging, name), place);
      undo.push(() => rename(place, join(staging, name)));
    }
  } catch (cause) {
    for (const step of undo.reverse()) await step();
    throw cause;
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
}
