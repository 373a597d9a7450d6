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
    visible_only: info.visibleOnly,
    ...(info.visibleOnly && { minimum_overlap: info.minimumOverlap }),
    combine: info.coordinates,
    combine_picks: info.combine,
  };
}

/**
 * `map`: the kept points' numbers in the archive, and in the same order their scores and the estimator's other
 * numbers, by name (InfoNet: `dv`).
 */
export function mapDocument(map: ScoredMap, frame: number): Json {
  const { sequence, info, scores, extras } = map;
  const ofKept = (values: Float32Array) => Array.from(sequence.kept, (point) => values[point]);
  return {
    ...scoringPart(map, frame),
    pairs: info.pairs,
    minimum: info.minimum,
    maximum: info.maximum,
    auto_threshold: info.autoThreshold,
    notes: info.notes,
    track_ids: Array.from(sequence.kept),
    scores: ofKept(scores),
    ...Object.fromEntries(Object.entries(extras).map(([name, values]) => [name, ofKept(values)])),
  };
}
