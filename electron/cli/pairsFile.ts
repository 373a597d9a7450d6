import { readFile } from 'node:fs/promises';
import { ComoveError } from '#core/contract/errors.ts';
import { npyNumbers, readNpy } from '#core/formats/npy.ts';
import { shapeText } from '#core/formats/npyHeader.ts';
import { fileError } from '../host/files/fileError.ts';

/** B pairs of variables of T samples each; a variable is one number, or several where the dimensions say so. */
export interface SamplePairs {
  readonly batch: number;
  readonly sampleCount: number;
  /** (B, T, dx + dy), finite. */
  readonly data: Float64Array;
}

/** dx, dy: how many numbers make up a sample of x, and of y. */
export type Dimensions = readonly [dx: number, dy: number];

/** Fewer samples say nothing. */
const fewestSamples = 8;

/**
 * Reads the samples of one pair or of several: .npy of shape (T, dx + dy) or (B, T, dx + dy), or .csv (.txt) with
 * dx + dy columns separated by commas, semicolons or spaces, a line of names before them or not.
 *
 * @throws ComoveError NOT_FOUND, or BAD_INPUT naming the file
 */
export async function readPairs(
  file: string,
  dimensions: Dimensions = [1, 1],
): Promise<SamplePairs> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw fileError(cause, file);
  });
  const pairs = /\.(csv|txt)$/i.test(file)
    ? fromCsv(bytes.toString('utf8'), file, dimensions)
    : fromNpy(bytes, file, dimensions);
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
      badNumber(pairs, bad, dimensions[0] + dimensions[1]),
      'Leave out samples that are not finite numbers.',
    );
  return pairs;
}

function badNumber({ data, sampleCount }: SamplePairs, place: number, columns: number): string {
  const row = Math.floor(place / columns);
  return `holds ${data[place]} in sample ${row % sampleCount} of pair ${Math.floor(row / sampleCount)}`;
}

function fromNpy(bytes: Uint8Array, file: string, dimensions: Dimensions): SamplePairs {
  const outcome = readNpy(bytes, file);
  const columns = dimensions[0] + dimensions[1];
  const remedy = `Give numbers of shape (T, ${columns}) or (B, T, ${columns})${columnsRule(dimensions)}.`;
  if (outcome.kind === 'skipped') throw refusal(file, 'does not hold numbers', remedy);
  const { shape } = outcome.array;
  if ((shape.length !== 2 && shape.length !== 3) || shape[shape.length - 1] !== columns)
    throw refusal(file, `has the shape ${shapeText(shape)}`, remedy);
  const [batch, sampleCount] = shape.length === 3 ? shape : [1, shape[0]];
  return { batch, sampleCount, data: npyNumbers(outcome.array) };
}

function fromCsv(text: string, file: string, dimensions: Dimensions): SamplePairs {
  const columns = dimensions[0] + dimensions[1];
  const rows = text.split(/\r?\n/).map((line, index) => ({
    line: index + 1,
    cells: line.trim().split(/\s*[,;\s]\s*/),
  }));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const isNumber = (cell: string) => cell !== '' && !Number.isNaN(Number(cell));
  const samples = filled.length > 0 && !filled[0].cells.some(isNumber) ? filled.slice(1) : filled;
  const values = samples.flatMap(({ line, cells }) => {
    if (cells.length !== columns || !cells.every(isNumber))
      throw refusal(
        file,
        `has '${cells.join(',')}' in line ${line}`,
        `Give ${columns} numbers a line, separated by commas${columnsRule(dimensions)}.`,
      );
    return cells.map(Number);
  });
  return { batch: 1, sampleCount: samples.length, data: Float64Array.from(values) };
}

/** Where the number of columns comes from. */
function columnsRule([dx, dy]: Dimensions): string {
  return dx + dy === 2
    ? ', or say with --dims which columns are x and which are y'
    : `, for --dims ${dx},${dy} takes ${dx} + ${dy} columns`;
}

function refusal(file: string, what: string, remedy: string): ComoveError {
  return new ComoveError('BAD_INPUT', `${file} ${what}.`, { file, remedy });
}
