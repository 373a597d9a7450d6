import type { Combination } from '../contract/schemas.ts';

/**
 * One score of several: of a point's coordinates (the paper takes the mean of MI(x) and MI(y)), or of several
 * picks.
 *
 * @param values at least one, finite
 */
export function combineScores(rule: Combination, values: ArrayLike<number>): number {
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return { mean: sum / values.length, min: low, max: high }[rule];
}
