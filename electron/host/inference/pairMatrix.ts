import { ComoveError } from '#core/contract/errors.ts';
import type { MapRequest } from '#core/contract/schemas.ts';
import type { EstimatorInfo } from '#core/estimators/estimator.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import { pairCount, visitPairs } from '#core/tracks/allPairs.ts';
import { coarseToFine } from '#core/tracks/order.ts';
import { frameOfTrajectories } from '#core/tracks/pick.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { InferenceProcess } from './inferenceProcess.ts';
import type { JobWork } from './inferenceRun.ts';
import type { MatrixJob } from './protocol.ts';

/** What decides the scores of all pairs of a given sequence. */
export type PairChoices = Omit<MapRequest, 'sequenceId' | 'picks' | 'combine'> & {
  /** How many of the kept points take part, spread over the reference frame; all by default. */
  readonly points?: number;
};

/** How alike each two points move. */
export interface PairMatrix {
  /** (K) their numbers in the archive, ascending. */
  readonly trackIds: Uint32Array;
  /** (K, K) symmetric; the diagonal is each point's score with itself. Never NaN. */
  readonly scores: Float32Array;
  /** Of two different points; both 0 where there is only one. */
  readonly minimum: number;
  readonly maximum: number;
  readonly unit: EstimatorInfo['unit'];
  /** Estimates that it took. */
  readonly pairs: number;
  readonly elapsedMillis: number;
  /** The most memory that the inference process has held so far. */
  readonly memoryPeakBytes: number;
  readonly notes: readonly string[];
}

/** The matrix, and what its file takes to write, then stay below a gigabyte. */
const mostPoints = 8192;

/**
 * The kept points that take part, ascending indices into `sequence.kept`.
 *
 * @throws ComoveError USAGE for more points than a matrix can have, or than are kept
 */
export function pointsOfMatrix(
  { kept, trajectories, protocol }: Sequence,
  wanted = kept.length,
): Uint32Array {
  const most = Math.min(mostPoints, kept.length);
  if (wanted > most)
    throw new ComoveError('USAGE', `All pairs of ${wanted} points cannot be scored.`, {
      remedy: `Take ${most} points or fewer: ${most < kept.length ? 'a matrix holds no more' : 'no more are kept'}.`,
    });
  const frame = frameOfTrajectories(trajectories, protocol.referenceFrame);
  const at = (coordinate: 'x' | 'y') =>
    Float64Array.from(kept, (point) => frame[coordinate](point));
  return coarseToFine(at('x'), at('y')).slice(0, wanted).sort();
}

/** Has the process score the pairs, and puts the blocks together. @throws ComoveError ABORTED, ENGINE_LOST */
export async function computeMatrix(
  inference: InferenceProcess,
  { kept }: Sequence,
  job: Omit<MatrixJob, 'id' | 'type'>,
  work: Pick<JobWork, 'signal' | 'onProgress'>,
): Promise<PairMatrix> {
  const count = job.points.length;
  const scores = new Float32Array(count * count);
  let [minimum, maximum] = [Infinity, -Infinity];
  const hidden: number[] = [];
  const { pairs, elapsedMillis, memoryPeakBytes, notes } = await inference.matrix(job, {
    ...work,
    onBlock: (block, start) =>
      visitPairs(count, start, start + block.length, (i, j, index) => {
        const score = block[index - start];
        scores[i * count + j] = scores[j * count + i] = score;
        if (Number.isNaN(score)) hidden.push(i * count + j, j * count + i);
        else if (i !== j) [minimum, maximum] = [Math.min(minimum, score), Math.max(maximum, score)];
      }),
  });
  if (minimum > maximum) minimum = maximum = 0;
  // Nobody is preferred for being hidden.
  for (const place of hidden) scores[place] = minimum;
  return {
    trackIds: Uint32Array.from(job.points, (point) => kept[point]),
    scores,
    minimum,
    maximum,
    unit: findEstimator(job.estimator).info.unit,
    pairs,
    elapsedMillis,
    memoryPeakBytes,
    notes,
  };
}

/** Estimates that the pairs of so many points take. */
export const estimatesOfMatrix = (points: number, estimator: string): number =>
  pairCount(points) * (findEstimator(estimator).info.scores === 'variables' ? 2 : 1);
