import type { Estimator } from '#core/estimators/estimator.ts';
import { placed } from '#core/estimators/overlap.ts';
import { pairTable } from '#core/tracks/signals.ts';
import type { InferenceReply, PairsJob } from '../../host/inference/protocol.ts';
import { createReportClock, estimateAll, memoryPeakBytes, type JobContext } from './estimateAll.ts';

/** Estimates B pairs of variables that have nothing to do with each other. */
export async function runPairs(
  job: PairsJob,
  estimator: Estimator,
  context: JobContext,
): Promise<InferenceReply> {
  const started = performance.now();
  const { id, batch } = job;
  const samples = pairTable(job.data, batch, job.sampleCount);
  const pairs = Uint32Array.from({ length: 2 * batch }, (_, variable) => variable);
  const isTime = createReportClock();
  const { values, extras, notes } = await estimateAll(
    placed(estimator.estimate(samples, pairs, context)),
    batch,
    context,
    (_results, done) => {
      if (isTime())
        context.post({
          type: 'progress',
          id,
          phase: 'Estimating',
          done,
          total: batch,
          unit: 'pairs',
        });
    },
  );
  return {
    type: 'result',
    id,
    values,
    extras,
    pairs: batch,
    elapsedMillis: performance.now() - started,
    memoryPeakBytes: memoryPeakBytes(),
    notes,
  };
}
