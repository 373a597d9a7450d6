/** Errors of estimates against the truth. */
export interface ErrorFigures {
  /** Pairs that the figures rest on. */
  readonly count: number;
  /** nats */
  readonly rmse: number;
  /** nats, estimate minus truth */
  readonly meanError: number;
}

/** @throws RangeError without a pair: an error of nothing has no value */
export function errorFigures(
  estimates: readonly number[],
  truths: readonly number[],
): ErrorFigures {
  const count = truths.length;
  if (count === 0) throw new RangeError('No pairs to compare.');
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const error = estimates[i] - truths[i];
    sum += error;
    squares += error * error;
  }
  return { count, rmse: Math.sqrt(squares / count), meanError: sum / count };
}

/** nats: informations that differ by less are within the noise of any estimate; which is greater cannot be told. */
export const tellableDifference = 0.02;

/**
 * Order accuracy of pairs of pairs: the share of consecutive entries (0 with 1, 2 with 3, ...) that the estimates
 * put into the same order as the truth.
 *
 * @param margin nats: only where the truths differ by at least this; 0 takes all that differ
 * @returns share in 0..1, and how many comparisons it rests on; NaN-free: 1 with count 0 when there are none
 */
export function orderAccuracy(
  estimates: readonly number[],
  truths: readonly number[],
  margin: number,
): { share: number; count: number } {
  let right = 0;
  let count = 0;
  for (let i = 0; i + 1 < truths.length; i += 2) {
    const difference = truths[i] - truths[i + 1];
    if (difference === 0 || Math.abs(difference) < margin) continue;
    count += 1;
    if (Math.sign(estimates[i] - estimates[i + 1]) === Math.sign(difference)) right += 1;
  }
  return { share: count > 0 ? right / count : 1, count };
}
