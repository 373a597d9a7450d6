import { createRandom } from '../random.ts';

/** Resamples: the 95 % ends then move by less than a hundredth of the interval from seed to seed. */
const resamples = 4000;

/** A mean and the range that holds it with 95 % confidence. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of some values with its percentile bootstrap interval at 95 % (Efron, 1979).
 *
 * @param values (n), n >= 1; a single value has no spread and is its own interval
 * @param seed of the resampling
 * @throws RangeError without values
 */
export function bootstrapMean(values: readonly number[], seed: number): MeanInterval {
  if (values.length === 0) throw new RangeError('There is no mean of no values.');
  const random = createRandom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[random.integer(values.length)];
    return sum / values.length;
  }).sort();
  const at = (share: number) => means[Math.round(share * (resamples - 1))];
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: at(0.025),
    high: at(0.975),
  };
}
