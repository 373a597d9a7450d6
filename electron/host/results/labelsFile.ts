/** What became of every point, as arrays and as a table. */
import { formatEstimator } from '#core/estimators/spec.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import { pointStatuses } from '#core/contract/schemas.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import type { SegmentationChoices } from './segmentation.ts';

/**
 * labels.npz, over all N points of the archive: `point_ids` (N), `scores` (N, NaN where dropped), `labels`
 * (N: 1 selected, 0 not), `kept` (N), `objects` (N, ground truth, -1 unknown), and scalars `threshold`,
 * `estimator`, `signal`, `visible_only`, `unit`, `combine`, `combine_picks`; `picks`.
 */
export function labelsNpz(
  { sequence, scores, info }: ScoredMap,
  selected: Uint8Array,
  { threshold }: SegmentationChoices,
): Uint8Array {
  const count = scores.length;
  const text = (value: string) => ({ dtype: 'unicode', shape: [], data: [value] }) as const;
  return encodeNpz({
    point_ids: {
      dtype: 'int32',
      shape: [count],
      data: Int32Array.from({ length: count }, (_, point) => point),
    },
    scores: { dtype: 'float32', shape: [count], data: scores },
    labels: { dtype: 'int32', shape: [count], data: Int32Array.from(selected) },
    kept: {
      dtype: 'bool',
      shape: [count],
      data: sequence.status.map((status) => (pointStatuses[status] === 'kept' ? 1 : 0)),
    },
    objects: { dtype: 'int32', shape: [count], data: sequence.objects.labels },
    picks: { dtype: 'int32', shape: [info.picks.length], data: Int32Array.from(info.picks) },
    threshold: { dtype: 'float64', shape: [], data: Float64Array.of(threshold) },
    estimator: text(formatEstimator(info)),
    signal: text(info.signal),
    visible_only: { dtype: 'bool', shape: [], data: Uint8Array.of(info.visibleOnly ? 1 : 0) },
    unit: text(info.unit),
    combine: text(info.coordinates),
    combine_picks: text(info.combine),
  });
}

/** points.csv: one row per point of the archive; no score where dropped. */
export function pointsCsv({ sequence, scores }: ScoredMap, selected: Uint8Array): string {
  const rows = Array.from(scores, (score, point) =>
    [
      point,
      pointStatuses[sequence.status[point]],
      Number.isNaN(score) ? '' : score,
      selected[point],
      sequence.objects.labels[point],
    ].join(','),
  );
  return `point_id,status,score,selected,object\n${rows.join('\n')}\n`;
}
