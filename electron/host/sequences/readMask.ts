import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import { readLabelPng } from '#core/formats/labelPng.ts';
import type { DecodedLabels } from '#core/formats/labelPng.ts';
import { fileError } from '../files/fileError.ts';
import { realPathInside } from '../files/realPathInside.ts';
import type { SequenceFiles } from './sequence.ts';

/**
 * The ground-truth labels of a frame, (height, width) of the sequence.
 *
 * @throws ComoveError NOT_FOUND when the frame has no mask or its file has vanished, FORBIDDEN_PATH when it
 *   leads outside the sequence, BAD_INPUT when it is no PNG or of another size
 */
export async function readMask(
  { name, masks, archiveFile, width, height }: SequenceFiles,
  frame: number,
): Promise<DecodedLabels> {
  const file = masks.files[frame];
  if (file === undefined)
    throw new ComoveError('NOT_FOUND', `Frame ${frame} of ${name} has no mask.`, {
      remedy: 'Choose a frame that has one.',
    });
  const real = await realPathInside(file, dirname(archiveFile));
  const bytes = await readFile(real).catch((cause: unknown) => {
    throw fileError(cause, file);
  });
  const image = readLabelPng(bytes, file);
  if (image.width === width && image.height === height) return image;
  throw new ComoveError(
    'BAD_INPUT',
    `${file} is ${image.width} x ${image.height} pixels, and the clip ${width} x ${height}.`,
    { file, remedy: 'Replace the mask, or remove it to do without this frame.' },
  );
}
