/** The numbered images and masks of a sequence's folder. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { fileError } from '../files/fileError.ts';
import { realPathInside } from '../files/realPathInside.ts';
import type { FrameFiles } from './sequence.ts';

export interface FoundFrames extends FrameFiles {
  /** Name of the folder that they are in; undefined when there is none. */
  readonly folder?: string;
  /** Files with a number of none of the clip's frames. */
  readonly beyond: number;
}

/**
 * Finds the files of one kind. The last run of digits in a name is its number; frames may be missing. Of two files
 * of one frame the first in the alphabet counts.
 *
 * @param root the sequence's folder
 * @param folders names to look for, the first that exists counts
 * @param extensions without dot, lower case
 * @param frameCount T: files beyond are counted, not listed
 * @param firstNumber the number of frame 0
 * @throws ComoveError FORBIDDEN_PATH when the folder or a file is a link that leads out of the sequence
 */
export async function findFrames(
  root: string,
  folders: readonly string[],
  extensions: readonly string[],
  frameCount: number,
  firstNumber = 0,
): Promise<FoundFrames> {
  const files = new Array<string | undefined>(frameCount).fill(undefined);
  for (const folder of folders) {
    const path = join(root, folder);
    if (!(await isFolder(path))) continue;
    await realPathInside(path, root);
    let [count, beyond] = [0, 0];
    for (const { file, number } of await numberedFiles(path, root, extensions)) {
      const frame = number - firstNumber;
      if (frame < 0 || frame >= frameCount) beyond += 1;
      else if (files[frame] === undefined) {
        files[frame] = file;
        count += 1;
      }
    }
    return { folder, count, files, beyond };
  }
  return { count: 0, files, beyond: 0 };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // Absent is not an error here: a sequence may lack images or masks.
  }
}

async function numberedFiles(
  path: string,
  root: string,
  extensions: readonly string[],
): Promise<{ file: string; number: number }[]> {
  const found: { file: string; number: number }[] = [];
  for (const entry of await entriesOf(path)) {
    const extension = extname(entry.name);
    const digits = /(\d+)\D*$/.exec(entry.name.slice(0, -extension.length || undefined))?.[1];
    if (!extensions.includes(extension.slice(1).toLowerCase()) || digits === undefined) continue;
    const file = join(path, entry.name);
    const usable = entry.isSymbolicLink() ? await leadsInside(file, root) : entry.isFile();
    if (usable) found.push({ file, number: Number(digits) });
  }
  return found;
}

/** A link to nothing is a missing frame; a link out of the sequence is refused. */
async function leadsInside(file: string, root: string): Promise<boolean> {
  try {
    await realPathInside(file, root);
    return true;
  } catch (thrown) {
    if (thrown instanceof ComoveError && thrown.code === 'NOT_FOUND') return false;
    throw thrown;
  }
}

async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw fileError(cause, path);
  }
}
