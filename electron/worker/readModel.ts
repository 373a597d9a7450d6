import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ComoveError } from '#core/contract/errors.ts';

/** What this process needs of a model's card. */
const card = z.object({ sha256: z.string() });

/**
 * Reads a shipped network and checks that it is the one its card describes.
 *
 * @throws ComoveError NOT_FOUND when the network or its card is not there, BAD_INPUT when they do not belong
 *   together
 */
export async function readModel(folder: string, model: string): Promise<Uint8Array> {
  const file = join(folder, `${model}.onnx`);
  // One after the other: where both are missing, the network is the one to name.
  const bytes = await readPart(file);
  const cardText = await readPart(join(folder, `${model}.json`));
  const { sha256 } = card.parse(JSON.parse(cardText.toString('utf8')));
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new ComoveError('BAD_INPUT', `${file} is not the network that its card describes.`, {
    file,
    remedy: 'Install Comove again, or train and export the network together with its card.',
  });
}

async function readPart(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ComoveError('NOT_FOUND', `${file} cannot be read.`, {
      file,
      remedy: 'Install Comove again, or train the network (build/train).',
      cause,
    });
  }
}
