import { ComoveError } from '../contract/errors.ts';
import { hopkins155 } from './hopkins155.ts';
import { kt3dmoseg } from './kt3dmoseg.ts';
import { readMat } from './mat.ts';
import type { MatLayout, MatTracks } from './matTracks.ts';

/** Every known layout of variables; the first that fits a file reads it. */
const layouts: readonly MatLayout[] = [kt3dmoseg, hopkins155];

/**
 * Reads the labelled tracks of a MATLAB file.
 *
 * @param file the name to put into errors
 * @throws ComoveError BAD_INPUT when it is no MATLAB v5 file, holds no known tracks, or an array is misshapen
 */
export function readMatTracks(
  bytes: Uint8Array,
  file: string,
): MatTracks & Pick<MatLayout, 'images'> {
  const variables = readMat(bytes, file);
  const layout = layouts.find(({ fits }) => fits(variables));
  if (layout) return { ...layout.read(variables, file), images: layout.images };
  const names = [...variables.keys()].slice(0, 12).join(', ') || 'no variables';
  throw new ComoveError(
    'BAD_INPUT',
    `${file} has no tracks that are known here; it has ${names}.`,
    {
      file,
      remedy: `Known are ${layouts.map(({ name, needs }) => `${name} (${needs})`).join(' and ')}.`,
    },
  );
}
