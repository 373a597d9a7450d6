import { mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Renames files from one folder into another on the same disk, in the given order; what stood there under the
 * same names, and the stale files, goes to `<staging>/.former`. Renames are quick and do not fill the disk; a
 * failure in the middle undoes those before it.
 *
 * @param staging absolute; the caller removes it afterwards
 * @param target absolute
 * @param names relative to both
 * @param stale relative to target: files to take away
 */
export async function moveFiles(
  staging: string,
  target: string,
  names: readonly string[],
  stale: readonly string[],
): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const setAside = async (name: string) => {
    const former = join(staging, '.former', name);
    await mkdir(dirname(former), { recursive: true });
    if (await renameIfThere(join(target, name), former))
      undo.push(() => rename(former, join(target, name)));
  };
  try {
    for (const name of names) {
      const place = join(target, name);
      const made = await mkdir(dirname(place), { recursive: true });
      // Deeper ones were made with it; exports have one level.
      if (made !== undefined) undo.push(() => rmdir(made));
      await setAside(name);
      await rename(join(staging, name), place);
      undo.push(() => rename(place, join(staging, name)));
    }
    for (const name of stale) await setAside(name);
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
