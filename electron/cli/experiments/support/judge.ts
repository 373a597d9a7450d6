/** Estimates of many samples of one distribution, beside the oracle's of the very same samples. */
import { findEstimator } from '#core/estimators/registry.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import type { Distribution } from '#core/infonet/evaluation/distribution.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import { createRandom } from '#core/random.ts';
import type { PartContext } from '../experiment.ts';

export type JudgeOptions = {
  readonly seed: number;
  /** N, samples of a pair. */
  readonly sampleCount: number;
  readonly repetitions: number;
  /** Of estimators that take long: their first so many of the same samples. */
  readonly slowRepetitions: number;
  /** As typed: 'ksg:k=5'. */
  readonly estimators: readonly string[];
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
  { seed, sampleCount, repetitions, slowRepetitions, estimators }: JudgeOptions,
  { models, signal, progress }: PartContext,
): Promise<Estimates> {
  const random = createRandom(seed);
  const draws = Array.from({ length: repetitions }, () => distribution.draw(random, sampleCount));
  const estimates: Record<string, number[]> = { oracle: draws.map(({ oracle }) => oracle) };
  for (const [done, word] of estimators.entries()) {
    progress(done / estimators.length);
    const count = isSlow(word) ? slowRepetitions : repetitions;
    Object.assign(
      estimates,
      await estimateSamples(parseEstimator(word), draws.slice(0, count), { models, signal }),
    );
  }
  return estimates;
}

export const isSlow = (word: string): boolean =>
  findEstimator(parseEstimator(word).estimator).info.slow;
