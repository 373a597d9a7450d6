import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import type {
  EstimateBlock,
  EstimateContext,
  Estimator,
  SampleTable,
} from '#core/estimators/estimator.ts';
import type { InferenceReply } from '../../host/inference/protocol.ts';

export interface JobContext extends EstimateContext {
  /** Sends progress; the result is returned instead. */
  post(reply: InferenceReply): void;
}

/** Time between two messages of progress, milliseconds: ten a second look alive and cost nothing. */
const reportMillis = 100;

/** Says at the first call, and then at most ten times a second, that it is time to report. */
export function createReportClock(): () => boolean {
  let next = -Infinity;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    next = now + reportMillis;
    return true;
  };
}

/** The most memory that this process has held so far. */
export const memoryPeakBytes = (): number => process.resourceUsage().maxRSS * 1024;

/** What came of all pairs of a job. */
export interface PairResults {
  /** (P) */
  readonly values: Float32Array;
  /** By name, (P) each. */
  readonly extras: Record<string, Float32Array>;
  readonly notes: string[];
}

/**
 * Estimates all pairs, letting the process hear its messages (an abort among them) after each block.
 *
 * @param onBlock told of each block's end: how many pairs, from the first, are done
 * @throws ComoveError ABORTED
 */
export async function estimateAll(
  estimator: Estimator,
  samples: SampleTable,
  pairs: Uint32Array,
  context: JobContext,
  onBlock: (results: PairResults, done: number) => void,
): Promise<PairResults> {
  const count = pairs.length / 2;
  const results: PairResults = { values: new Float32Array(count), extras: {}, notes: [] };
  for await (const block of estimator.estimate(samples, pairs, context)) {
    store(results, block, count);
    onBlock(results, block.start + block.values.length);
    await setImmediate();
    throwIfAborted(context.signal);
  }
  return results;
}

function store(results: PairResults, block: EstimateBlock, count: number): void {
  results.values.set(block.values, block.start);
  for (const [name, values] of Object.entries(block.extras ?? {}))
    (results.extras[name] ??= new Float32Array(count)).set(values, block.start);
  for (const note of block.notes ?? []) if (!results.notes.includes(note)) results.notes.push(note);
}
