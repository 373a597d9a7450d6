import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import type { EstimateContext } from '#core/estimators/estimator.ts';
import type { PlacedBlock } from '#core/estimators/overlap.ts';
import type { InferenceReply } from '../../host/inference/protocol.ts';

export interface JobContext extends EstimateContext {
  /** Sends progress; the result is returned instead. */
  post(reply: InferenceReply): void;
}

/**
 * Time between two messages of progress, milliseconds: ten a second look alive and cost nothing. The first follow
 * each other sooner: a map that is there in a fifth of a second shall be seen to grow.
 */
const reportMillis = 100;
const firstReportMillis = 25;

/** Says at the first call, then soon again, and at last ten times a second, that it is time to report. */
export function createReportClock(): () => boolean {
  let next = -Infinity;
  let pause = firstReportMillis;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    next = now + pause;
    pause = Math.min(2 * pause, reportMillis);
    return true;
  };
}

/** The most memory that this process has held so far. */
export const memoryPeakBytes = (): number => process.resourceUsage().maxRSS * 1024;

/** What came of all pairs of a job. */
export interface PairResults {
  /** (P) NaN where not yet estimated. */
  readonly values: Float32Array;
  /** By name, (P) each, likewise. */
  readonly extras: Record<string, Float32Array>;
  readonly notes: string[];
}

/**
 * Collects the estimates of all pairs, letting the process hear its messages (an abort among them) after each block.
 *
 * @param count P
 * @param onBlock told of each block's end, with how many pairs are done
 * @throws ComoveError ABORTED
 */
export async function estimateAll(
  blocks: AsyncIterable<PlacedBlock>,
  count: number,
  context: JobContext,
  onBlock: (results: PairResults, done: number) => void,
): Promise<PairResults> {
  const results: PairResults = { values: unknown(count), extras: {}, notes: [] };
  let done = 0;
  for await (const block of blocks) {
    store(results, block, count);
    done += block.values.length;
    onBlock(results, done);
    await setImmediate();
    throwIfAborted(context.signal);
  }
  return results;
}

const unknown = (count: number) => new Float32Array(count).fill(NaN);

function store(results: PairResults, block: PlacedBlock, count: number): void {
  const put = (into: Float32Array, values: Float32Array) =>
    block.places.forEach((place, i) => (into[place] = values[i]));
  put(results.values, block.values);
  for (const [name, values] of Object.entries(block.extras ?? {}))
    put((results.extras[name] ??= unknown(count)), values);
  for (const note of block.notes ?? []) if (!results.notes.includes(note)) results.notes.push(note);
}
