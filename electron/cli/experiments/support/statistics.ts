/** Numbers about estimates, and how tables write them. */
import { errorFigures } from '#core/infonet/evaluation/errors.ts';

export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Of the estimates around their own mean (divided by the count); 0 for a single one. */
  readonly variance: number;
  /** Estimate minus truth, mean. */
  readonly meanError: number;
  readonly rmse: number;
}

/** @throws RangeError without estimates */
export function summarise(estimates: readonly number[], truth: number): Summary {
  const { count, meanError, rmse } = errorFigures(
    estimates,
    estimates.map(() => truth),
  );
  const variance = Math.max(0, rmse * rmse - meanError * meanError);
  return { count, mean: truth + meanError, variance, meanError, rmse };
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
