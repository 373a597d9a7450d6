import { resolve } from 'node:path';

/**
 * The path that a start of the app names: the last word that is no switch. Electron's own words come first (the
 * binary; in a checkout also the app's folder), Chromium may add switches.
 *
 * @param argv of this or of a second instance
 * @param workingDirectory what a relative path is relative to
 */
export function requestedPath(
  argv: readonly string[],
  isPackaged: boolean,
  workingDirectory: string,
): string | undefined {
  const words = argv.slice(isPackaged ? 1 : 2).filter((word) => !word.startsWith('-'));
  const last = words.at(-1);
  return last === undefined ? undefined : resolve(workingDirectory, last);
}
