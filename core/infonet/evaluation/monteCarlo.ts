import type { Random } from '../../random.ts';
import type { Distribution } from './distribution.ts';

/** Mutual information by Monte-Carlo integration. */
export interface MonteCarloTruth {
  /** nats */
  readonly value: number;
  /** Standard error of the value, nats. */
  readonly standardError: number;
}

/** Groups whose means give the standard error: enough for it to be known to about 8 %. */
const groups = 80;

/**
 * Integrates log p(x, y) / p(x)p(y) over draws of the distribution. The standard error is that of the mean of
 * independent groups of draws.
 *
 * @param draws at least 80; the standard error is sd(pointwise information) / sqrt(draws)
 */
export function monteCarloTruth(
  distribution: Distribution,
  random: Random,
  draws: number,
): MonteCarloTruth {
  return groupedMean(draws, (size) => [distribution.draw(random, size).oracle])[0];
}

/**
 * Means over draws that are made in groups, each with the standard error that the groups' scatter tells.
 *
 * @param meansOf the means over so many new draws, as many numbers each time
 */
export function groupedMean(
  draws: number,
  meansOf: (size: number) => readonly number[],
): MonteCarloTruth[] {
  const size = Math.floor(draws / groups);
  const means = Array.from({ length: groups }, () => meansOf(size));
  return means[0].map((_, i) => {
    const value = means.reduce((sum, group) => sum + group[i], 0) / groups;
    const squares = means.reduce((sum, group) => sum + (group[i] - value) ** 2, 0);
    return { value, standardError: Math.sqrt(squares / (groups - 1) / groups) };
  });
}
