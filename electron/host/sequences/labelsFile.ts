/** Labels of points from a .npy file, for clips without masks. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { npyNumbers, readNpy } from '#core/formats/npy.ts';
import { shapeText } from '#core/formats/npyHeader.ts';
import { fileError } from '../files/fileError.ts';

/** Looked for beside an archive without masks. */
export const neighbourName = 'labels.npy';

/**
 * Reads one integer per point of the archive, in its numbering; -1 is unknown.
 *
 * @returns (N)
 * @throws ComoveError NOT_FOUND, BAD_INPUT when it is not an integer array of N labels
 */
export async function readLabelsFile(given: string, pointCount: number): Promise<Int32Array> {
  const file = resolve(given);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw fileError(cause, file);
  });
  const outcome = readNpy(bytes, file);
  const refuse = (what: string) =>
    new ComoveError('BAD_INPUT', `${file} ${what}.`, {
      file,
      remedy: `Give an integer array of shape (${pointCount},): one label per point of the archive, -1 where unknown.`,
    });
  if (outcome.kind === 'skipped') throw refuse('does not hold numbers');
  const { array } = outcome;
  if (array.shape.filter((length) => length !== 1).length > 1 || array.data.length !== pointCount)
    throw refuse(`has the shape ${shapeText(array.shape)}`);
  if (array.dtype.startsWith('float')) throw refuse(`holds ${array.dtype}, not integers`);
  const numbers = npyNumbers(array);
  const bad = numbers.find((label) => label < -1 || label > 0x7fffffff);
  if (bad !== undefined) throw refuse(`holds the label ${bad}`);
  return Int32Array.from(numbers);
}

export type NeighbourLabels =
  | { readonly kind: 'labels'; readonly labels: Int32Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unfit'; readonly reason: string };

/** The labels that lie beside an archive, if they fit it: they were not asked for, so a misfit is no error. */
export async function readNeighbourLabels(
  root: string,
  pointCount: number,
): Promise<NeighbourLabels> {
  const file = join(root, neighbourName);
  try {
    return { kind: 'labels', labels: await readLabelsFile(file, pointCount) };
  } catch (thrown) {
    if (!(thrown instanceof ComoveError)) throw thrown;
    if (thrown.code === 'NOT_FOUND') return { kind: 'absent' };
    // Notes go into documents that hold no absolute paths.
    return { kind: 'unfit', reason: thrown.message.replace(file, neighbourName) };
  }
}
