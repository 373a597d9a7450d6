import { randomBytes } from 'node:crypto';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkPlaces } from './checkPlaces.ts';
import { manifestName, ownedFiles, writeManifest } from './manifest.ts';
import { moveFiles } from './moveFiles.ts';
import { writeError } from './writeError.ts';

/**
 * Puts a set of files into a folder so that all of them appear or none. They are written to a temporary folder
 * inside it (the same disk, and no right is needed outside it) and renamed one by one when all are there.
 *
 * The folder may hold other things. A list of what was written here (`manifestName`) tells Comove's files from
 * the user's: only files on that list are ever replaced. Those that the new set leaves over (frames of a longer
 * clip) are removed with it, as far as they lie under the same top-level name; the rest of an earlier set stays.
 *
 * @param folder made when it is not there, and taken away again when nothing comes into it
 * @param names of the files, relative, with forward slashes; `fill` writes exactly these
 * @param fill writes them below the temporary folder, whose subfolders are made already; whatever it throws
 *   (also ABORTED) leaves the folder as it was
 * @throws ComoveError WRITE_FAILED when the disk refuses (what had been moved is moved back), or when a file of
 *   the user's stands in the way; FORBIDDEN_PATH when a link in the folder leads out of it
 */
export async function replaceInFolder(
  folder: string,
  names: readonly string[],
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = resolve(folder);
  const staging = join(target, `.comove-${randomBytes(6).toString('hex')}.tmp`);
  let firstMade: string | undefined;
  let complete = false;
  try {
    firstMade = await mkdir(target, { recursive: true });
    const owned = await ownedFiles(target);
    await checkPlaces(target, names, owned);
    await mkdir(staging);
    for (const parent of new Set(names.map((name) => dirname(name))))
      await mkdir(join(staging, parent), { recursive: true });
    await fill(staging);
    const replaced = new Set(names.map(topLevel));
    const stale = owned.filter((name) => replaced.has(topLevel(name)) && !names.includes(name));
    const kept = owned.filter((name) => !replaced.has(topLevel(name)));
    await checkPlaces(target, [...names, ...stale], owned);
    await writeManifest(staging, [...kept, ...names]);
    await moveFiles(staging, target, [manifestName, ...names], stale);
    complete = true;
  } catch (cause) {
    throw writeError(cause, folder);
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => {}); // Only litter would be left.
    if (!complete && firstMade !== undefined) await removeEmpty(target, firstMade);
  }
}

const topLevel = (name: string) => name.split('/', 1)[0];

/** Takes away the folders from `last` up to `first`, as far as they are empty. */
async function removeEmpty(last: string, first: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder))
    await rmdir(folder).catch(() => {}); // Somebody else put something there meanwhile.
}
