import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { isPathInside } from './isPathInside.ts';

/**
 * Checks that files may be put (or removed) where they are to go.
 *
 * @param folder absolute
 * @param names relative to it
 * @param owned names that stand there by an earlier export and may be replaced
 * @throws ComoveError WRITE_FAILED when something else stands there; FORBIDDEN_PATH when a subfolder is a link
 *   that leads outside
 */
export async function checkPlaces(
  folder: string,
  names: readonly string[],
  owned: readonly string[],
): Promise<void> {
  const ours = new Set(owned);
  for (const parent of new Set(names.map((name) => dirname(name))))
    await checkParent(folder, parent);
  for (const name of names) {
    if (ours.has(name) || !(await isThere(join(folder, name)))) continue;
    const file = join(folder, name);
    throw new ComoveError('WRITE_FAILED', `${file} is there already and not from an export.`, {
      file,
      remedy: 'Choose another folder, or move that file away.',
    });
  }
}

/** Attack: a folder from elsewhere in which `masks` is a link to where the user keeps other files. */
async function checkParent(folder: string, parent: string): Promise<void> {
  const path = join(folder, parent);
  if (!(await isThere(path))) return;
  const [real, realFolder] = await Promise.all([realpath(path), realpath(folder)]);
  if (isPathInside(real, realFolder)) return;
  throw new ComoveError('FORBIDDEN_PATH', `${path} leads outside its folder, to ${real}.`, {
    file: path,
    remedy: 'Choose another folder, or remove that link.',
  });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
}
