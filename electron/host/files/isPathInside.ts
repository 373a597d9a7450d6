import { relative, sep, isAbsolute } from 'node:path';

/**
 * Whether a path lies below a folder (or is it). Both absolute; links are not followed, so pass real paths where
 * they matter. Compares by whole names: `/data/seq2` is not inside `/data/seq`.
 */
export function isPathInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
