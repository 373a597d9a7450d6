import { appendFile, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import { writeError } from '../../host/files/writeError.ts';
import { jsonDocument, type Json } from '../../host/results/json.ts';
import { digest } from './configuration.ts';

/** Under the output folder; gone when everything is done. */
const folderName = '.comove-parts';

/** Results of finished parts, kept until the whole experiment is written. */
export interface KeptParts {
  /** Of an earlier run of the very same configuration, or of this one. */
  find(key: string): Json | undefined;
  add(key: string, result: Json): Promise<void>;
  /** Takes the file away. */
  discard(): Promise<void>;
  /** Files of the same experiment with another configuration: left alone. */
  readonly others: readonly string[];
}

/**
 * Opens what an interrupted run has left. There is one file per configuration, whose digest is in the name and
 * whose text is the first line; so parts of another seed, count, network or source are never taken.
 *
 * @param configuration everything that decides the numbers
 * @throws ComoveError WRITE_FAILED
 */
export async function openKeptParts(
  out: string,
  experiment: string,
  configuration: Json,
): Promise<KeptParts> {
  const folder = join(out, folderName);
  const head = jsonDocument({ configuration });
  const name = `${experiment}-${digest(head).slice(0, 12)}.jsonl`;
  const file = join(folder, name);
  const found = await readParts(file, head);
  const parts = found ?? new Map<string, Json>();
  let begun = found !== undefined;

  return {
    others: (await namesIn(folder)).filter(
      (other) => other !== name && other.startsWith(`${experiment}-`),
    ),
    find: (key) => parts.get(key),
    async add(key, result) {
      // A first line alone is of no use, so the file begins with the first result.
      if (!begun) await writeFileAtomic(file, head);
      begun = true;
      const line = jsonDocument({ key, result });
      await appendFile(file, line, { flush: true }).catch((cause: unknown) => {
        throw writeError(cause, file);
      });
      // As a later run would read it.
      parts.set(key, (JSON.parse(line) as { result: Json }).result);
    },
    async discard() {
      await rm(file, { force: true });
      await rmdir(folder).catch(() => {}); // Not empty, or never made.
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** @returns undefined where there is no such file, or its first line is of another configuration */
async function readParts(file: string, head: string): Promise<Map<string, Json> | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || !text.startsWith(head)) return undefined;
  const parts = new Map<string, Json>();
  // What follows the last line's end was cut short by the interruption.
  const lines = text.slice(head.length).split('\n').slice(0, -1);
  for (const line of lines) {
    const { key, result } = JSON.parse(line) as { key: string; result: Json };
    parts.set(key, result);
  }
  if (!text.endsWith('\n')) await rewrite(file, head, parts);
  return parts;
}

/** Without the line that was cut short, which would spoil the next one. */
async function rewrite(file: string, head: string, parts: Map<string, Json>): Promise<void> {
  const lines = [...parts].map(([key, result]) => jsonDocument({ key, result }));
  await writeFileAtomic(file, head + lines.join(''));
}
