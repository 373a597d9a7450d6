import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import type { Estimator } from '#core/estimators/estimator.ts';
import { shortNote } from '#core/estimators/overlap.ts';
import { combineScores } from '#core/segment/combine.ts';
import { pairCount, visitPairs } from '#core/tracks/allPairs.ts';
import { coordinateVariable } from '#core/tracks/signals.ts';
import type { InferenceReply, MatrixJob } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';
import { createReportClock, memoryPeakBytes, type JobContext } from './estimateAll.ts';
import { scorePairs, scoresPerPair } from './mapPairs.ts';

/** Pairs of points a block: what is held of the list and of its scores, however many points there are. */
const blockPairs = 2 ** 14;

/**
 * Scores all pairs of points as maps do, each point with itself among them, and posts the scores block by block;
 * nothing of a block stays. Every map of one pick is a row of the matrix.
 */
export async function runMatrix(
  job: MatrixJob,
  dataset: Dataset,
  estimator: Estimator,
  context: JobContext,
): Promise<InferenceReply> {
  const started = performance.now();
  const { id, points, coordinates } = job;
  const perPair = scoresPerPair(estimator);
  const total = pairCount(points.length);
  const isTime = createReportClock();
  const notes = new Set<string>();
  let hidden = 0;

  for (let start = 0; start < total; start += blockPairs) {
    const count = Math.min(blockPairs, total - start);
    const pairs = runOfPairs(points, start, count, perPair);
    const estimates = new Float32Array(perPair * count);
    let done = 0;
    for await (const block of scorePairs(job, dataset, estimator, pairs, context)) {
      const { places, values } = block;
      for (let i = 0; i < places.length; i++) estimates[places[i]] = block.hidden ? NaN : values[i];
      if (block.hidden) hidden += places.length / perPair;
      else for (const note of block.notes ?? []) notes.add(note);
      done += places.length;
      if (isTime())
        context.post({
          type: 'progress',
          id,
          phase: 'Scoring all pairs',
          done: perPair * start + done,
          total: perPair * total,
          unit: 'pairs',
        });
      await setImmediate();
      throwIfAborted(context.signal);
    }
    const scores = Float32Array.from({ length: count }, (_, pair) =>
      combineScores(coordinates, estimates.subarray(perPair * pair, perPair * (pair + 1))),
    );
    context.post({ type: 'block', id, start, scores });
  }
  return {
    type: 'matrix',
    id,
    pairs: perPair * total,
    elapsedMillis: performance.now() - started,
    memoryPeakBytes: memoryPeakBytes(),
    notes: [...notes, ...(hidden > 0 ? [shortNote(hidden, job.minimumOverlap!)] : [])],
  };
}

/** Of each pair of points the pair of x coordinates, then that of y; of estimators of trajectories the points. */
function runOfPairs(
  points: Uint32Array,
  start: number,
  count: number,
  perPair: 1 | 2,
): Uint32Array {
  const pairs = new Uint32Array(2 * perPair * count);
  let next = 0;
  visitPairs(points.length, start, start + count, (i, j) => {
    const [first, second] = [points[i], points[j]];
    if (perPair === 1) {
      pairs[next++] = first;
      pairs[next++] = second;
    } else
      for (const axis of [0, 1] as const) {
        pairs[next++] = coordinateVariable(first, axis);
        pairs[next++] = coordinateVariable(second, axis);
      }
  });
  return pairs;
}
