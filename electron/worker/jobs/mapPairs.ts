/** The pairs of a map, and the estimates of pairs as maps, their forecasts and matrices need them. */
import type { EstimateContext, Estimator } from '#core/estimators/estimator.ts';
import { estimateOnOverlaps, placed, type PlacedBlock } from '#core/estimators/overlap.ts';
import type { SignalName } from '#core/contract/schemas.ts';
import { coordinateVariable } from '#core/tracks/signals.ts';
import type { MapQuestion } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';

/** Estimates that a pair of points takes: of x and of y, or one of the trajectories. */
export const scoresPerPair = ({ info }: Estimator): 1 | 2 => (info.scores === 'variables' ? 2 : 1);

/**
 * Point by point, coarse to fine (`Dataset.order`): for each pick the pair of x coordinates, then that of y; of
 * estimators of trajectories the pair of points.
 *
 * @returns (2P) as `Estimator.estimate` takes them
 */
export function mapPairs(
  { picks }: MapQuestion,
  dataset: Dataset,
  estimator: Estimator,
): Uint32Array {
  const perPair = scoresPerPair(estimator);
  const order = dataset.order();
  const pairs = new Uint32Array(order.length * picks.length * perPair * 2);
  let next = 0;
  for (const point of order)
    for (const pick of picks)
      if (perPair === 1) {
        pairs[next++] = pick;
        pairs[next++] = point;
      } else
        for (const axis of [0, 1] as const) {
          pairs[next++] = coordinateVariable(pick, axis);
          pairs[next++] = coordinateVariable(point, axis);
        }
  return pairs;
}

/** Estimates pairs on all frames, or, given a minimum, on those that show both points. */
export async function* scorePairs(
  { signal, minimumOverlap }: Pick<MapQuestion, 'signal' | 'minimumOverlap'>,
  dataset: Dataset,
  estimator: Estimator,
  pairs: Uint32Array,
  context: EstimateContext,
): AsyncGenerator<PlacedBlock> {
  const compared = comparedSignal(estimator, signal);
  const samples = dataset.table(compared);
  const blocks =
    minimumOverlap === undefined
      ? placed(estimator.estimate(samples, pairs, context))
      : estimateOnOverlaps(
          estimator,
          samples,
          pairs,
          dataset.shown(compared),
          minimumOverlap,
          context,
        );
  let notes = compared === signal ? [] : [`${estimator.info.label} compares positions, always.`];
  for await (const block of blocks) {
    yield { ...block, notes: [...notes, ...(block.notes ?? [])] };
    notes = [];
  }
}

/** Scores of trajectories are of pixels in the image and take their own differences: of velocities they mean nothing. */
const comparedSignal = ({ info }: Estimator, signal: SignalName): SignalName =>
  info.scores === 'trajectories' ? 'position' : signal;
