/** Estimates of many samples of one distribution, beside the oracle's of the very same samples. */
import { parseEstimator } from '#core/estimators/spec.ts';
import type { Distribution, Draw } from '#core/infonet/evaluation/distribution.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import { createRandom } from '#core/random.ts';
import type { PartContext } from '../experiment.ts';
import type { Counts } from './compared.ts';

export type JudgeOptions = {
  readonly seed: number;
  /** N, samples of a pair. */
  readonly sampleCount: number;
  readonly counts: Counts;
};

/** By method, one estimate a sample: 'oracle', the estimators' words, and 'infonet.dv' for an extra. */
export type Estimates = { readonly [method: string]: readonly number[] };

/**
 * Draws samples and has every estimator estimate them.
 *
 * @throws ComoveError ABORTED
 */
export async function judge(
  distribution: Distribution,
  { seed, sampleCount, counts }: JudgeOptions,
  context: PartContext,
): Promise<Estimates> {
  const random = createRandom(seed);
  const most = Math.max(...Object.values(counts));
  const draws = Array.from({ length: most }, () => distribution.draw(random, sampleCount));
  return estimateAll(counts, draws, context);
}

/**
 * The oracle's estimates and every estimator's of the same draws.
 *
 * @param counts an estimator gets so many of the draws, from the first, or all where there are fewer
 * @throws ComoveError ABORTED
 */
export async function estimateAll(
  counts: Counts,
  draws: readonly Draw[],
  { models, signal, progress }: Pick<PartContext, 'models' | 'signal' | 'progress'>,
): Promise<Estimates> {
  const estimates: Record<string, number[]> = { oracle: draws.map(({ oracle }) => oracle) };
  for (const [done, [word, count]] of Object.entries(counts).entries()) {
    progress(done / Object.keys(counts).length);
    const own = draws.slice(0, count);
    Object.assign(estimates, await estimateSamples(parseEstimator(word), own, { models, signal }));
  }
  return estimates;
}
