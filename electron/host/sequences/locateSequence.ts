/** From what the user gave to the archive and the folder around it. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { archiveNames } from '#core/formats/annotations.ts';
import { fileError } from '../files/fileError.ts';
import { realPathInside } from '../files/realPathInside.ts';
import { formats, isTrackFile } from './formats/formats.ts';

export interface SequencePlace {
  /** What the user gave, absolute. */
  readonly path: string;
  readonly archiveFile: string;
  /** The folder that supplies images, masks, scene_info.json and labels. */
  readonly root: string;
  /** The folder's name, or the archive's where that says more. */
  readonly name: string;
  readonly notes: readonly string[];
}

/**
 * A folder that holds a file of tracks (see `formats`), or such a file itself (its folder then supplies the rest).
 *
 * @throws ComoveError NOT_FOUND when nothing is there, or no archive in it; FORBIDDEN_PATH when the folder's
 *   archive is a link that leads out of it
 */
export async function locateSequence(given: string): Promise<SequencePlace> {
  const path = resolve(given);
  if (await isFolder(path)) return placeInFolder(path);
  const root = dirname(path);
  const stem = basename(path, extname(path));
  const isConventional = archiveNames.some((name) => name === basename(path));
  return { path, archiveFile: path, root, name: isConventional ? basename(root) : stem, notes: [] };
}

async function placeInFolder(path: string): Promise<SequencePlace> {
  const names = await readdir(path).catch((cause: unknown) => {
    throw fileError(cause, path);
  });
  const [first, ...others] = formats.flatMap(({ inFolder }) => inFolder(names));
  if (!first) throw noArchive(path, names);
  const archiveFile = join(path, first);
  await realPathInside(archiveFile, path);
  const notes = others.map((name) => `There is also ${name}; ${first} is read.`);
  return { path, archiveFile, root: path, name: basename(path), notes };
}

function noArchive(path: string, names: readonly string[]): ComoveError {
  const expected = archiveNames.join(', ');
  const files = names.filter(isTrackFile).sort();
  return new ComoveError('NOT_FOUND', `${path} has no annotation archive (${expected}).`, {
    file: path,
    remedy: files.length
      ? `Give the file itself: ${files.slice(0, 6).join(', ')}.`
      : 'Give the folder of one sequence, in which that archive or one .mat file of tracks lies.',
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw fileError(cause, path);
  }
}
