import { formatEstimator } from '#core/estimators/spec.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import type { Json } from './json.ts';

/**
 * How the scores came about: the part that all results of a map share.
 *
 * @param frame in which the picks were looked up, where that is known
 */
export function scoringPart(
  { sequence, info }: ScoredMap,
  frame?: number,
): { [key: string]: Json } {
  return {
    sequence: sequence.name,
    picks: info.picks,
    ...(frame !== undefined && { frame }),
    estimator: formatEstimator(info),
    unit: info.unit,
    signal: info.signal,
    combine: info.coordinates,
    combine_picks: info.combine,
  };
}

/** `map`: the kept points' numbers in the archive, and their scores in the same order. */
export function mapDocument(map: ScoredMap, frame: number): Json {
  const { sequence, info, scores } = map;
  return {
    ...scoringPart(map, frame),
    pairs: info.pairs,
    minimum: info.minimum,
    maximum: info.maximum,
    auto_threshold: info.autoThreshold,
    notes: info.notes,
    track_ids: Array.from(sequence.kept),
    scores: Array.from(sequence.kept, (point) => scores[point]),
  };
}
