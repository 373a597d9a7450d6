/** Numbers about estimates, and how tables write them. */
import { errorFigures } from '#core/infonet/evaluation/errors.ts';

export interface Errors {
  readonly count: number;
  /** Estimate minus truth, mean. */
  readonly meanError: number;
  /** Of the errors around their mean (divided by the count). */
  readonly variance: number;
  readonly rmse: number;
}

/**
 * @param estimates may be fewer than the truths: then those of the first ones
 * @throws RangeError without estimates
 */
export function errorsOf(estimates: readonly number[], truths: readonly number[]): Errors {
  const { count, meanError, rmse } = errorFigures(estimates, truths.slice(0, estimates.length));
  return { count, meanError, variance: Math.max(0, rmse * rmse - meanError * meanError), rmse };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** '0.413' */
export const fixed = (value: number, decimals = 3): string => {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
};

/** '+0.012', '-0.003' */
export const signed = (value: number, decimals = 3): string =>
  value >= 0 ? `+${fixed(Math.abs(value), decimals)}` : fixed(value, decimals);
