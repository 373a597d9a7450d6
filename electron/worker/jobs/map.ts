import type { Estimator } from '#core/estimators/estimator.ts';
import { combineScores } from '#core/segment/combine.ts';
import { coordinateVariable } from '#core/tracks/signals.ts';
import type { InferenceReply, MapJob } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';
import { createReportClock, estimateAll, memoryPeakBytes, type JobContext } from './estimateAll.ts';

/**
 * Scores every point of a data set against the picks: per pick the estimates of x and of y combine into one
 * number, then the picks' numbers do. Points are taken coarse to fine, so that the first scores, reported after
 * the first block, already cover the frame.
 */
export async function runMap(
  job: MapJob,
  dataset: Dataset,
  estimator: Estimator,
  context: JobContext,
): Promise<InferenceReply> {
  const started = performance.now();
  const { id, picks } = job;
  const order = dataset.order();
  const pairs = mapPairs(order, picks);
  const total = pairs.length / 2;
  const isTime = createReportClock();
  const { values, extras, notes } = await estimateAll(
    estimator,
    dataset.table(job.signal),
    pairs,
    context,
    ({ values }, done) => {
      if (done === total || !isTime()) return;
      const scores = combinePairs(job, order, values, done);
      context.post({ type: 'progress', id, phase: 'Scoring', done, total, unit: 'pairs', scores });
    },
  );
  const combined = (estimates: Float32Array) => combinePairs(job, order, estimates, total);
  return {
    type: 'result',
    id,
    values: combined(values),
    extras: Object.fromEntries(
      Object.entries(extras).map(([name, estimates]) => [name, combined(estimates)]),
    ),
    pairs: total,
    elapsedMillis: performance.now() - started,
    memoryPeakBytes: memoryPeakBytes(),
    notes,
  };
}

/** Point by point in the order given: for each pick the pair of x coordinates, then that of y. */
export function mapPairs(order: Uint32Array, picks: readonly number[]): Uint32Array {
  const pairs = new Uint32Array(order.length * picks.length * 4);
  let next = 0;
  for (const point of order)
    for (const pick of picks)
      for (const axis of [0, 1] as const) {
        pairs[next++] = coordinateVariable(pick, axis);
        pairs[next++] = coordinateVariable(point, axis);
      }
  return pairs;
}

/**
 * One score per point from the estimates of `mapPairs`.
 *
 * @param done estimates that are there; points that lack one stay NaN
 * @returns (K) by the points' own numbers
 */
function combinePairs(
  { picks, coordinates, combine }: MapJob,
  order: Uint32Array,
  estimates: Float32Array,
  done: number,
): Float32Array {
  const scores = new Float32Array(order.length).fill(NaN);
  const perPoint = 2 * picks.length;
  const perPick = new Float64Array(picks.length);
  for (let place = 0; (place + 1) * perPoint <= done; place++) {
    for (let pick = 0; pick < picks.length; pick++) {
      const start = place * perPoint + 2 * pick;
      perPick[pick] = combineScores(coordinates, estimates.subarray(start, start + 2));
    }
    scores[order[place]] = combineScores(combine, perPick);
  }
  return scores;
}
