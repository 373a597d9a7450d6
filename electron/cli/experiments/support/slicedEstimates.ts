import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import { projectPairs, type Slicing, type VectorSamples } from '#core/estimators/support/sliced.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import type { PartContext } from '../experiment.ts';

/**
 * Estimates of the projections of two vectors, the same projections for every estimator.
 *
 * @param words estimators as typed
 * @returns by method, (M) each
 * @throws ComoveError ABORTED
 */
export async function estimateProjections(
  words: readonly string[],
  vectors: VectorSamples,
  slicing: Slicing,
  { models, signal }: Pick<PartContext, 'models' | 'signal'>,
): Promise<Record<string, number[]>> {
  const pause = async () => {
    await setImmediate();
    throwIfAborted(signal);
  };
  const { batch, sampleCount, data } = await projectPairs(vectors, slicing, pause);
  const column = (k: number, axis: 0 | 1) =>
    Float64Array.from({ length: sampleCount }, (_, t) => data[(k * sampleCount + t) * 2 + axis]);
  const pairs = Array.from({ length: batch }, (_, k) => ({ x: column(k, 0), y: column(k, 1) }));
  const estimates: Record<string, number[]> = {};
  for (const word of words)
    Object.assign(
      estimates,
      await estimateSamples(parseEstimator(word), pairs, { models, signal }),
    );
  return estimates;
}
