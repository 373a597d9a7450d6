import type { Curve, SequenceInfo } from '#core/contract/schemas.ts';
import { exactCurve } from '#core/metrics/precisionRecall.ts';

/**
 * The curve of the points that are scored so far, by the same rule as the host's. Points are scored coarse to fine,
 * so it is that of an even sample of the frame.
 *
 * @param scores (N) NaN where there is none
 * @param labels (N) object of each point, -1 where unknown
 * @param pick whose object is searched for
 * @returns undefined where it would mean nothing: no truth, nothing scored, or no point of the object among them
 */
export function partialCurve(
  scores: Float32Array,
  labels: Int32Array,
  pick: number,
  objects: SequenceInfo['objects'],
): Curve | undefined {
  const label = labels[pick];
  if (!(label >= 0)) return undefined;
  const known = scores.map((score, point) => (labels[point] >= 0 ? score : Number.NaN));
  if (known.every(Number.isNaN)) return undefined;
  const positive = labels.map((other) => (other === label ? 1 : 0));
  const { points, averagePrecision, bestF1, positives, total } = exactCurve(known, positive);
  if (positives === 0) return undefined;
  const name = objects.find((object) => object.label === label)?.name ?? String(label);
  return {
    average_precision: averagePrecision,
    best_f1: bestF1,
    positives,
    total,
    object: { label, name },
    sweep: 'exact',
    points: [...points],
  };
}
