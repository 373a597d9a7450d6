import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

const folder = join(import.meta.dirname, '../../node_modules/electron');

/** Where Electron's own package keeps its binary, once it was fetched. */
export function electronBinary(): string | undefined {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** A suite that needs Electron and a display: skipped by name, with the reason in it, where one is missing. */
export function describeWithElectron(name: string, suite: (binary: string) => void): void {
  const binary = electronBinary();
  const reason = !binary
    ? "Electron's binary is not here"
    : process.platform === 'linux' && !process.env.DISPLAY
      ? 'there is no display'
      : undefined;
  if (binary && !reason) describe(name, () => suite(binary));
  else describe.skip(`${name} (skipped: ${reason})`, () => suite(''));
}
