/** Turns a function of two variables' samples into an estimator. */
import { throwIfAborted } from '../../contract/errors.ts';
import type { Estimator, EstimatorInfo, EstimatorOptions, SampleTable } from '../estimator.ts';
import { isConstant } from './columns.ts';

/**
 * An estimator that scores one pair of variables at a time.
 *
 * Pairs with a variable that does not vary score 0, with a note: it shares no information with anything.
 *
 * @param prepare what is computed once per variable and shared by all of its pairs
 * @param score the estimate of one pair of prepared variables
 * @param pairsPerBlock how many pairs between two chances to stop or to report; about 50 ms of work
 */
export function pairwiseEstimator<Prepared>(
  info: Omit<EstimatorInfo, 'scores'>,
  pairsPerBlock: number,
  prepare: (samples: SampleTable, variable: number, options: EstimatorOptions) => Prepared,
  score: (a: Prepared, b: Prepared, options: EstimatorOptions) => number,
): Estimator {
  return {
    info: { ...info, scores: 'variables' },
    async *estimate(samples, pairs, { signal, options }) {
      const cache = new Map<number, Prepared | 'constant'>();
      const prepared = (variable: number) => {
        let entry = cache.get(variable);
        if (entry === undefined) {
          entry = isConstant(samples.values(variable))
            ? 'constant'
            : prepare(samples, variable, options);
          cache.set(variable, entry);
        }
        return entry;
      };
      const total = pairs.length / 2;
      for (let start = 0; start < total; start += pairsPerBlock) {
        throwIfAborted(signal);
        const values = new Float32Array(Math.min(pairsPerBlock, total - start));
        let constant = 0;
        for (let i = 0; i < values.length; i++) {
          const a = prepared(pairs[2 * (start + i)]);
          const b = prepared(pairs[2 * (start + i) + 1]);
          if (a === 'constant' || b === 'constant') constant += 1;
          else values[i] = score(a, b, options);
        }
        yield constant === 0 ? { start, values } : { start, values, notes: [constantNote] };
      }
    },
  };
}

/** Said by every estimator that meets a variable without variation. */
export const constantNote =
  'A coordinate that does not change shares no information: its score is 0.';
