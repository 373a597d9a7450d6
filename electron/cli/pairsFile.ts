import { readFile } from 'node:fs/promises';
import { ComoveError } from '#core/contract/errors.ts';
import { npyNumbers, readNpy } from '#core/formats/npy.ts';
import { shapeText } from '#core/formats/npyHeader.ts';
import { fileError } from '../host/files/fileError.ts';

/** B pairs of variables of T samples each. */
export interface SamplePairs {
  readonly batch: number;
  readonly sampleCount: number;
  /** (B, T, 2), finite. */
  readonly data: Float64Array;
}

/** Fewer samples say nothing. */
const fewestSamples = 8;

/**
 * Reads the samples of one pair or of several: .npy of shape (T, 2) or (B, T, 2), or .csv (.txt) with two columns
 * separated by commas, semicolons or spaces, a line of names before them or not.
 *
 * @throws ComoveError NOT_FOUND, or BAD_INPUT naming the file
 */
export async function readPairs(file: string): Promise<SamplePairs> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw fileError(cause, file);
  });
  const pairs = /\.(csv|txt)$/i.test(file)
    ? fromCsv(bytes.toString('utf8'), file)
    : fromNpy(bytes, file);
  if (pairs.batch > 0 && pairs.sampleCount < fewestSamples)
    throw refusal(
      file,
      `holds ${pairs.sampleCount} samples a pair`,
      `Give at least ${fewestSamples}.`,
    );
  const bad = pairs.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw refusal(
      file,
      `holds ${pairs.data[bad]} in sample ${Math.floor(bad / 2) % pairs.sampleCount} of pair ${Math.floor(bad / 2 / pairs.sampleCount)}`,
      'Leave out samples that are not finite numbers.',
    );
  return pairs;
}

function fromNpy(bytes: Uint8Array, file: string): SamplePairs {
  const outcome = readNpy(bytes, file);
  const remedy = 'Give numbers of shape (T, 2) or (B, T, 2).';
  if (outcome.kind === 'skipped') throw refusal(file, 'does not hold numbers', remedy);
  const { shape } = outcome.array;
  if ((shape.length !== 2 && shape.length !== 3) || shape[shape.length - 1] !== 2)
    throw refusal(file, `has the shape ${shapeText(shape)}`, remedy);
  const [batch, sampleCount] = shape.length === 3 ? shape : [1, shape[0]];
  return { batch, sampleCount, data: npyNumbers(outcome.array) };
}

function fromCsv(text: string, file: string): SamplePairs {
  const rows = text.split(/\r?\n/).map((line, index) => ({
    line: index + 1,
    cells: line.trim().split(/\s*[,;\s]\s*/),
  }));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const isNumber = (cell: string) => cell !== '' && !Number.isNaN(Number(cell));
  const samples = filled.length > 0 && !filled[0].cells.some(isNumber) ? filled.slice(1) : filled;
  const values = samples.flatMap(({ line, cells }) => {
    if (cells.length !== 2 || !cells.every(isNumber))
      throw refusal(
        file,
        `has '${cells.join(',')}' in line ${line}`,
        'Give two numbers a line, separated by a comma.',
      );
    return cells.map(Number);
  });
  return { batch: 1, sampleCount: samples.length, data: Float64Array.from(values) };
}

function refusal(file: string, what: string, remedy: string): ComoveError {
  return new ComoveError('BAD_INPUT', `${file} ${what}.`, { file, remedy });
}
