import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ComoveError } from '#core/contract/errors.ts';

/** The list of the files in a folder that Comove wrote there and may replace. */
export const manifestName = 'comove-export.json';

const manifest = z.object({ files: z.array(z.string()) });

/**
 * The files of a folder that an earlier export wrote, relative, with forward slashes; none without a list.
 *
 * @throws ComoveError WRITE_FAILED when something else goes by the list's name
 */
export async function ownedFiles(folder: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(join(folder, manifestName), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
  try {
    return manifest.parse(JSON.parse(text)).files.filter(isPlainName);
  } catch (cause) {
    const file = join(folder, manifestName);
    throw new ComoveError('WRITE_FAILED', `${file} is not a list of exported files.`, {
      file,
      remedy: 'Choose another folder, or move that file away.',
      cause,
    });
  }
}

export async function writeManifest(folder: string, files: readonly string[]): Promise<void> {
  const document = { files: [...files].sort() };
  await writeFile(join(folder, manifestName), `${JSON.stringify(document, null, 1)}\n`);
}

/** Attack: a folder from elsewhere whose list names `../../.bashrc`, to have it replaced or removed. */
function isPlainName(name: string): boolean {
  return name.split('/').every((part) => /^[^\\:\0]+$/.test(part) && part !== '.' && part !== '..');
}
