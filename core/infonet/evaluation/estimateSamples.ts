import { doubledMidranks } from '../../copula/ranks.ts';
import type { EstimateContext, SampleTable } from '../../estimators/estimator.ts';
import { findEstimator } from '../../estimators/registry.ts';
import { formatEstimator, type EstimatorChoice } from '../../estimators/spec.ts';

/** The two variables of a pair, (N) each. */
export interface SamplePair {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Estimates each of many unrelated pairs with one estimator.
 *
 * @param pairs all of the same length
 * @returns by method, (pairs) each: the estimator's word ('ksg:k=5'), and 'infonet.dv' for an extra
 * @throws ComoveError ABORTED
 */
export async function estimateSamples(
  choice: EstimatorChoice,
  pairs: readonly SamplePair[],
  { models, signal }: Pick<EstimateContext, 'models' | 'signal'>,
): Promise<Record<string, number[]>> {
  const word = formatEstimator(choice);
  const estimates: Record<string, number[]> = { [word]: [] };
  if (pairs.length === 0) return estimates;
  const indices = Uint32Array.from({ length: 2 * pairs.length }, (_, i) => i);
  const context = { models, signal, options: choice.options };
  const blocks = findEstimator(choice.estimator).estimate(sampleTable(pairs), indices, context);
  for await (const { values, extras } of blocks) {
    estimates[word].push(...values);
    for (const [extra, numbers] of Object.entries(extras ?? {}))
      (estimates[`${word}.${extra}`] ??= []).push(...numbers);
  }
  return estimates;
}

/** The pairs' x and y as variables 2k and 2k + 1; each is used once, so its ranks are not kept. */
export function sampleTable(pairs: readonly SamplePair[]): SampleTable {
  const values = (variable: number) => {
    const { x, y } = pairs[variable >> 1];
    return variable & 1 ? y : x;
  };
  return {
    variableCount: 2 * pairs.length,
    sampleCount: pairs[0].x.length,
    values,
    ranks: (variable) => doubledMidranks(values(variable)),
  };
}
