import { InvalidArgumentError, Option } from 'commander';
import { ComoveError } from '#core/contract/errors.ts';
import type { Slicing } from '#core/estimators/support/sliced.ts';
import type { Dimensions } from '../pairsFile.ts';
import { wholeNumber, wholeNumberIn } from './numbers.ts';

/** As typed; absent where not given. */
export interface SlicingOptions {
  dims?: Dimensions;
  projections?: number;
  seed?: number;
}

/** The authors' code takes as many. */
const defaultProjections = 1024;
const mostProjections = 1_000_000_000;

/** Of variables of several dimensions: which columns they are, and how they are projected. */
export const slicingOptions = (): Option[] => [
  new Option(
    '--dims <DX,DY>',
    'the first DX columns are x, the other DY are y: sliced information, the mean over random projections',
  ).argParser(dimensions),
  new Option('--projections <M>', `with --dims; ${defaultProjections} unless told`).argParser(
    wholeNumberIn(2, mostProjections),
  ),
  new Option('--seed <S>', 'of the projections; 0 unless told').argParser(wholeNumber),
];

/**
 * How to slice, or undefined where the variables are single numbers.
 *
 * @throws ComoveError USAGE when the projections are told and the dimensions are not
 */
export function slicingOf({
  dims,
  projections,
  seed,
}: SlicingOptions): (Slicing & { dims: Dimensions }) | undefined {
  if (dims) return { dims, projections: projections ?? defaultProjections, seed: seed ?? 0 };
  if (projections === undefined && seed === undefined) return undefined;
  throw new ComoveError('USAGE', '--projections and --seed are for variables of --dims DX,DY.', {
    remedy: 'Say how many of the columns are x and how many are y, e.g. --dims 3,2.',
  });
}

function dimensions(text: string): Dimensions {
  const match = /^([1-9]\d{0,5}),([1-9]\d{0,5})$/.exec(text.replaceAll(' ', ''));
  if (!match) throw new InvalidArgumentError('Give two whole numbers above 0, e.g. 3,2.');
  return [Number(match[1]), Number(match[2])];
}
