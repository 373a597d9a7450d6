import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type * as z from 'zod';
import type { directoryEntry } from '#core/contract/schemas.ts';
import { archiveNames } from '#core/formats/annotations.ts';
import { isTrackFile } from '../sequences/formats/formats.ts';
import { fileError } from './fileError.ts';

type DirectoryEntry = z.infer<typeof directoryEntry>;

export interface FolderListing {
  path: string;
  /** Absent at the top. */
  parent?: string;
  entries: DirectoryEntry[];
}

const collator = new Intl.Collator('en', { numeric: true });

/**
 * What of a folder can be opened or entered: folders, sequences (folders that hold an annotation archive, or a .mat
 * file of their own name) and files of tracks; hidden ones are left out. By name, numbers in their order.
 *
 * @param path the home folder when absent
 * @throws ComoveError NOT_FOUND when it cannot be read, or is no folder
 */
export async function listFolder(path = homedir()): Promise<FolderListing> {
  const folder = resolve(path);
  const found = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(cause, folder);
  });
  const entries = await Promise.all(
    found.filter(({ name }) => !name.startsWith('.')).map((entry) => classify(folder, entry)),
  );
  const parent = dirname(folder);
  return {
    path: folder,
    ...(parent !== folder && { parent }),
    entries: entries
      .filter((entry) => entry !== undefined)
      .sort((a, b) => collator.compare(a.name, b.name)),
  };
}

async function classify(folder: string, entry: Dirent): Promise<DirectoryEntry | undefined> {
  const { name } = entry;
  const path = join(folder, name);
  if (await isFolder(entry, path))
    return { name, path, kind: (await holdsArchive(path)) ? 'sequence' : 'folder' };
  return isTrackFile(name) ? { name, path, kind: 'archive' } : undefined;
}

async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false, // A link to nothing is nothing to enter.
  );
}

async function holdsArchive(folder: string): Promise<boolean> {
  const own = `${basename(folder)}.mat`;
  const checks = [...archiveNames, own].map((name) =>
    stat(join(folder, name)).then(
      (found) => found.isFile(),
      () => false,
    ),
  );
  return (await Promise.all(checks)).includes(true);
}
