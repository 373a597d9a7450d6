import { combineScores } from '#core/segment/combine.ts';
import type { Estimator } from '#core/estimators/estimator.ts';
import type { InferenceReply, MapJob } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';
import { createReportClock, estimateAll, memoryPeakBytes, type JobContext } from './estimateAll.ts';
import { mapPairs, scorePairs, scoresPerPair } from './mapPairs.ts';

/**
 * Scores every point of a data set against the picks: per pick the estimates of x and of y combine into one
 * number (estimators of trajectories give that number themselves), then the picks' numbers do. Points are taken
 * coarse to fine, so that the first scores, reported after the first block, already cover the frame.
 */
export async function runMap(
  job: MapJob,
  dataset: Dataset,
  estimator: Estimator,
  context: JobContext,
): Promise<InferenceReply> {
  const started = performance.now();
  const { id } = job;
  const pairs = mapPairs(job, dataset, estimator);
  const total = pairs.length / 2;
  const isTime = createReportClock();
  const combined = (estimates: Float32Array) =>
    combinePairs(job, dataset.order(), scoresPerPair(estimator), estimates);
  const { values, extras, notes } = await estimateAll(
    scorePairs(job, dataset, estimator, pairs, context),
    total,
    context,
    ({ values }, done) => {
      if (done === total || !isTime()) return;
      const scores = combined(values);
      context.post({ type: 'progress', id, phase: 'Scoring', done, total, unit: 'pairs', scores });
    },
  );
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

/**
 * One score per point from the estimates of `mapPairs`.
 *
 * @param perPair estimates per pair of points: 2, of x and of y, or 1
 * @param estimates NaN where not yet known; points that lack one stay NaN
 * @returns (K) by the points' own numbers
 */
function combinePairs(
  { picks, coordinates, combine }: MapJob,
  order: Uint32Array,
  perPair: number,
  estimates: Float32Array,
): Float32Array {
  const scores = new Float32Array(order.length).fill(NaN);
  const perPick = new Float64Array(picks.length);
  order.forEach((point, place) => {
    const first = place * perPair * picks.length;
    const own = estimates.subarray(first, first + perPair * picks.length);
    if (own.some(Number.isNaN)) return;
    for (let pick = 0; pick < picks.length; pick++)
      perPick[pick] = combineScores(
        coordinates,
        own.subarray(pick * perPair, (pick + 1) * perPair),
      );
    scores[point] = combineScores(combine, perPick);
  });
  return scores;
}
