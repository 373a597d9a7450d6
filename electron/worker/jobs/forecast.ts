import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import type { Estimator } from '#core/estimators/estimator.ts';
import type { InferenceReply, MapQuestion } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';
import type { JobContext } from './estimateAll.ts';
import { mapPairs, scorePairs } from './mapPairs.ts';

/** Measuring goes on until this much time has passed: longer than a hiccup, shorter than patience. */
const enoughMillis = 1000;
/** The first pair, on which a network may be loaded, is believed only where others would take too long. */
const enoughForOneMillis = 4000;

/**
 * Measures how long a pair of a map takes: first one pair, then twice as many at a time, until a second has passed.
 * The last run counts, so that neither what happens once (a network that is loaded, code that is compiled) nor the
 * small size of the first runs misleads. The points are the map's first ones, spread evenly over the frame.
 */
export async function runForecast(
  job: MapQuestion & { id: number },
  dataset: Dataset,
  estimator: Estimator,
  context: JobContext,
): Promise<InferenceReply> {
  const pairs = mapPairs(job, dataset, estimator);
  const total = pairs.length / 2;
  const started = performance.now();
  let millisPerPair = 0;
  let done = 0;
  for (let size = 1; done < total; size *= 2) {
    const end = Math.min(total, done + size);
    const begun = performance.now();
    const some = pairs.slice(2 * done, 2 * end);
    for await (const _ of scorePairs(job, dataset, estimator, some, context)) {
      await setImmediate();
      throwIfAborted(context.signal);
    }
    const now = performance.now();
    millisPerPair = (now - begun) / (end - done);
    done = end;
    if (now - started > (done === 1 ? enoughForOneMillis : enoughMillis)) break;
  }
  return { type: 'forecast', id: job.id, pairs: total, secondsPerPair: millisPerPair / 1000 };
}
