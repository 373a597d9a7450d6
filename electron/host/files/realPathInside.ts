import { realpath } from 'node:fs/promises';
import { ComoveError } from '#core/contract/errors.ts';
import { fileError } from './fileError.ts';
import { isPathInside } from './isPathInside.ts';

/**
 * The real path of something below a folder, all links followed. Attack: a sequence from elsewhere whose
 * `rgb_00000.jpg` is a link to a private file, which would then be shown or exported.
 *
 * @param path absolute
 * @param folder absolute; the sequence's own
 * @throws ComoveError NOT_FOUND when it is not there (any more), FORBIDDEN_PATH when it leads outside
 */
export async function realPathInside(path: string, folder: string): Promise<string> {
  const [real, realFolder] = await Promise.all([resolved(path), resolved(folder)]);
  if (isPathInside(real, realFolder)) return real;
  throw new ComoveError('FORBIDDEN_PATH', `${path} leads outside its sequence, to ${real}.`, {
    file: path,
    remedy: 'Copy it into the sequence instead of linking it.',
  });
}

async function resolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw fileError(cause, path);
  }
}
