import { readFile, rename } from 'node:fs/promises';
import type * as z from 'zod';
import { writeFileAtomic } from '../files/writeFileAtomic.ts';

export interface JsonFile<T> {
  /** The value as it stands; read from the disk once. Never throws: a broken file is set aside, see `note`. */
  get(): Promise<T>;
  /**
   * Changes the value and writes it; one change after the other.
   *
   * @throws ComoveError WRITE_FAILED; the value in memory has changed nevertheless
   */
  update(change: (value: T) => T): Promise<void>;
  /** What the user should know about the file, once it was read. */
  readonly note: string | undefined;
}

/**
 * A small JSON document in the user's folder. A file that cannot be understood counts as absent: it is renamed
 * to `<name>.broken`, so that nothing of the user's is overwritten, and the defaults stand.
 */
export function createJsonFile<T>(file: string, schema: z.ZodType<T>, defaults: T): JsonFile<T> {
  let note: string | undefined;
  let current: Promise<T> | undefined;
  let writes: Promise<void> = Promise.resolve();

  async function load(): Promise<T> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
        note = `${file} cannot be read (${(thrown as Error).message}); defaults are used.`;
      return defaults;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      note = `${file} was not valid; defaults are used, and the old file is kept as ${file}.broken.`;
      await rename(file, `${file}.broken`).catch(() => {}); // Then it stays where it is until the next write.
      return defaults;
    }
  }

  const get = () => (current ??= load());
  return {
    get,
    update(change) {
      const value = get().then(change);
      current = value;
      const write = writes.then(async () =>
        writeFileAtomic(file, `${JSON.stringify(await value, null, 2)}\n`),
      );
      // The caller hears of a failed write; the next one is tried all the same.
      writes = write.catch(() => {});
      return write;
    },
    get note() {
      return note;
    },
  };
}
