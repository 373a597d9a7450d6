/** Turns a function of two points' trajectories into an estimator. */
import { throwIfAborted } from '../../contract/errors.ts';
import type { Estimator, EstimatorInfo, EstimatorOptions, SampleTable } from '../estimator.ts';

/** A point over the samples that count. */
export interface Trajectory {
  /** (T) pixels */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** (T) frame of each sample, ascending; undefined where sample t is of frame t. */
  readonly frames: Uint32Array | undefined;
}

/** Pairs between two chances to stop or to report; some milliseconds of work. */
const pairsPerBlock = 256;

/**
 * An estimator that scores one pair of trajectories at a time, in pixels.
 *
 * @param score higher means more alike; never NaN
 */
export function trajectoryEstimator(
  info: Omit<EstimatorInfo, 'scores' | 'unit' | 'slow'>,
  score: (a: Trajectory, b: Trajectory, options: EstimatorOptions) => number,
): Estimator {
  return {
    info: { ...info, scores: 'trajectories', unit: 'pixels', slow: false },
    async *estimate(samples, pairs, { signal, options }) {
      // Lists of pairs name one side, the pick, again and again.
      const cache = new Map<number, Trajectory>();
      const trajectory = (point: number) => {
        const found = cache.get(point) ?? trajectoryOf(samples, point);
        cache.set(point, found);
        return found;
      };
      const total = pairs.length / 2;
      for (let start = 0; start < total; start += pairsPerBlock) {
        throwIfAborted(signal);
        const values = new Float32Array(Math.min(pairsPerBlock, total - start));
        for (let i = 0; i < values.length; i++) {
          const [a, b] = [pairs[2 * (start + i)], pairs[2 * (start + i) + 1]];
          values[i] = score(trajectory(a), trajectory(b), options);
        }
        yield { start, values };
      }
    },
  };
}

const trajectoryOf = (samples: SampleTable, point: number): Trajectory => ({
  x: samples.values(2 * point),
  y: samples.values(2 * point + 1),
  frames: samples.frames?.(point),
});

/** Euclidean distance of two points in a sample, pixels. */
export const distanceAt = (a: Trajectory, b: Trajectory, sample: number): number =>
  Math.sqrt((a.x[sample] - b.x[sample]) ** 2 + (a.y[sample] - b.y[sample]) ** 2);
