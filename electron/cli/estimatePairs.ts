import { setImmediate } from 'node:timers/promises';
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import { projectPairs, slicedMean, type Slicing } from '#core/estimators/support/sliced.ts';
import type { EstimatorChoice } from '#core/estimators/spec.ts';
import type { InferenceProcess, InferenceResult } from '../host/inference/inferenceProcess.ts';
import type { CommandContext } from './context.ts';
import type { Dimensions, SamplePairs } from './pairsFile.ts';

/** The estimates of B pairs of variables or of vectors. */
export interface PairEstimates {
  /** (B) of vectors: means over the projections. */
  readonly estimates: number[];
  /** (B) of vectors: the standard errors of those means. */
  readonly standardErrors?: number[];
  /** (B) the estimator's other numbers, by name. */
  readonly extras: Record<string, number[]>;
  readonly notes: readonly string[];
}

/** Estimates B pairs of variables. @throws ComoveError ABORTED, and as the inference process */
export async function estimatePairs(
  pairs: SamplePairs,
  estimator: EstimatorChoice,
  inference: InferenceProcess,
  { signal, progress }: CommandContext,
): Promise<PairEstimates> {
  const { values, extras, notes } = await inference.pairs(
    { ...estimator, ...pairs },
    { signal, onProgress: progress },
  );
  return { estimates: [...values], extras: byName([extras], (numbers) => [...numbers]), notes };
}

/**
 * Estimates B pairs of vectors, all projections of a pair in one batch.
 *
 * @throws ComoveError USAGE when a batch would not fit in memory, ABORTED, and as the inference process
 */
export async function estimateSliced(
  { batch, sampleCount, data }: SamplePairs,
  { dims, ...slicing }: Slicing & { dims: Dimensions },
  estimator: EstimatorChoice,
  inference: InferenceProcess,
  { signal, progress }: CommandContext,
): Promise<PairEstimates> {
  checkSize(sampleCount, slicing.projections);
  const pause = async () => {
    await setImmediate();
    throwIfAborted(signal);
  };
  const length = sampleCount * (dims[0] + dims[1]);
  const results: InferenceResult[] = [];
  for (let start = 0; start < batch * length; start += length) {
    const vectors = { sampleCount, dims, data: data.subarray(start, start + length) };
    const pairs = await projectPairs(vectors, slicing, pause);
    const work = { signal, onProgress: progress };
    results.push(await inference.pairs({ ...estimator, ...pairs }, work));
  }
  const means = results.map(({ values }) => slicedMean(values));
  return {
    estimates: means.map(({ mean }) => mean),
    standardErrors: means.map(({ standardError }) => standardError),
    extras: byName(
      results.map(({ extras }) => extras),
      (numbers) => [slicedMean(numbers).mean],
    ),
    notes: [...new Set(results.flatMap(({ notes }) => notes))],
  };
}

/** Joins the numbers of several results, name by name. */
function byName(
  extras: readonly Record<string, Float32Array>[],
  numbersOf: (numbers: Float32Array) => number[],
): Record<string, number[]> {
  return Object.fromEntries(
    Object.keys(extras[0] ?? {}).map((name) => [
      name,
      extras.flatMap((byName) => numbersOf(byName[name])),
    ]),
  );
}

/** Numbers that a batch may hold: half a gigabyte, of which the inference process has a copy. */
const mostNumbers = 2 ** 26;

function checkSize(sampleCount: number, projections: number): void {
  const most = Math.floor(mostNumbers / (2 * sampleCount));
  if (projections <= most) return;
  throw new ComoveError(
    'USAGE',
    `${projections} projections of ${sampleCount} samples do not fit in memory.`,
    { remedy: `Give --projections ${most} or fewer.` },
  );
}
