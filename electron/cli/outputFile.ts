import { extname } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';

/**
 * The format that `--out` asks for by its extension.
 *
 * @param known extensions without the dot
 * @throws ComoveError USAGE, with the good ones
 */
export function outputFormat<F extends string>(file: string, known: readonly F[]): F {
  const extension = extname(file).slice(1).toLowerCase();
  const format = known.find((name) => name === extension);
  if (format) return format;
  throw new ComoveError('USAGE', `--out ${file}: files of this kind are not written.`, {
    remedy: `Give a name that ends in ${known.map((name) => `.${name}`).join(', ')}.`,
  });
}

/**
 * Checks that a command has somewhere to put its result, before any work.
 *
 * @throws ComoveError USAGE when there is neither `--out` nor `--json`
 */
export function requireOutput(
  { out, json }: { out?: string; json?: boolean },
  example: string,
): void {
  if (out === undefined && !json)
    throw new ComoveError('USAGE', 'There is nowhere to put the result.', {
      remedy: `Give --out ${example}, or --json to print it.`,
    });
}
