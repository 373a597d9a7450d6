import { formatEstimator } from '#core/estimators/spec.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import type { PairChoices, PairMatrix } from '../inference/pairMatrix.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { Json } from './json.ts';

export const matrixFormats = ['npz', 'csv'] as const;

/** Scores of all pairs of points, and how they came about. */
export interface ScoredPairs extends PairMatrix {
  readonly sequence: Sequence;
  readonly choices: PairChoices;
}

/**
 * All pairs as the bytes of a file. npz: `track_ids` (K), `scores` (K, K), and the choices. csv: a line a point, its
 * number first, its scores with all the others in the order of the first line.
 */
export function matrixFile(
  scored: ScoredPairs,
  format: (typeof matrixFormats)[number],
): Uint8Array | string {
  return format === 'npz' ? matrixNpz(scored) : matrixCsv(scored);
}

function matrixNpz({ trackIds, scores, sequence, choices, unit }: ScoredPairs): Uint8Array {
  const count = trackIds.length;
  const text = (value: string) => ({ dtype: 'unicode', shape: [], data: [value] }) as const;
  return encodeNpz(
    {
      track_ids: { dtype: 'int32', shape: [count], data: Int32Array.from(trackIds) },
      scores: { dtype: 'float32', shape: [count, count], data: scores },
      sequence: text(sequence.name),
      estimator: text(formatEstimator(choices)),
      unit: text(unit),
      signal: text(choices.signal),
      visible_only: { dtype: 'bool', shape: [], data: Uint8Array.of(choices.visibleOnly ? 1 : 0) },
      combine: text(choices.coordinates),
    },
    // Noise in the last digits does not get smaller by trying harder.
    { level: 1 },
  );
}

function matrixCsv({ trackIds, scores }: ScoredPairs): string {
  const count = trackIds.length;
  const lines = Array.from(
    trackIds,
    (id, i) => `${id},${scores.subarray(i * count, (i + 1) * count).join(',')}\n`,
  );
  return `track_id,${trackIds.join(',')}\n${lines.join('')}`;
}

/** `pairs --json`: everything but the matrix itself. */
export function matrixDocument(scored: ScoredPairs): Json {
  const { sequence, choices, trackIds, unit, pairs, minimum, maximum, notes } = scored;
  return {
    sequence: sequence.name,
    estimator: formatEstimator(choices),
    unit,
    signal: choices.signal,
    visible_only: choices.visibleOnly,
    ...(choices.visibleOnly && { minimum_overlap: choices.minimumOverlap }),
    combine: choices.coordinates,
    pairs,
    minimum,
    maximum,
    notes,
    track_ids: Array.from(trackIds),
  };
}
