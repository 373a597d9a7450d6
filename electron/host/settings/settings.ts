import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { recentEntry } from '#core/contract/schemas.ts';
import { createJsonFile } from './jsonFile.ts';

type RecentEntry = z.infer<typeof recentEntry>;
type Values = Record<string, z.core.util.JSONType>;

export interface Settings {
  get(): Promise<{ values: Values; notes: string[] }>;
  /** Sets the given keys and leaves the others. */
  set(values: Values): Promise<void>;
}

/** The window's settings, in `settings.json` of the user's folder. */
export function createSettings(folder: string): Settings {
  const file = createJsonFile<Values>(
    join(folder, 'settings.json'),
    z.record(z.string(), z.json()),
    {},
  );
  return {
    async get() {
      const values = await file.get();
      return { values, notes: file.note ? [file.note] : [] };
    },
    set: (values) => file.update((old) => ({ ...old, ...values })),
  };
}

export interface RecentFiles {
  /** The latest first; a file that is gone stays listed, with `exists` false. */
  list(): Promise<RecentEntry[]>;
  add(path: string, name?: string): Promise<void>;
  forget(path: string): Promise<void>;
}

/** How many are remembered: what fits a menu. */
const recentCount = 12;

/** The sequences that were opened last, in `recent.json` of the user's folder. */
export function createRecentFiles(folder: string): RecentFiles {
  const entry = z.object({ path: z.string(), name: z.string() });
  const file = createJsonFile(join(folder, 'recent.json'), z.array(entry), []);
  return {
    async list() {
      const entries = await file.get();
      return Promise.all(
        entries.map(async (entry) => ({
          ...entry,
          exists: await stat(entry.path).then(
            () => true,
            () => false,
          ),
        })),
      );
    },
    add: (path, name = basename(path)) =>
      file.update((old) =>
        [{ path, name }, ...old.filter((entry) => entry.path !== path)].slice(0, recentCount),
      ),
    forget: (path) => file.update((old) => old.filter((entry) => entry.path !== path)),
  };
}
