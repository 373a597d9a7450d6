import { ComoveError } from '#core/contract/errors.ts';
import type { Curve } from '#core/contract/schemas.ts';
import { exactCurve, steppedCurve, type OperatingPoint } from '#core/metrics/precisionRecall.ts';
import { objectName } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { ScoredMap } from '../services/scoredMap.ts';

/**
 * The precision-recall curve of a map: positive is every kept point of the first pick's object, the picks
 * themselves included. Points whose object is not known (label -1) are left out.
 *
 * @param step the paper's fixed increment of the threshold, in the scores' unit; without it every distinct score
 *   is a threshold
 * @throws ComoveError NO_LABELS when there are neither masks nor labels, or the first pick has no object; USAGE
 *   for a step that gives too many thresholds
 */
export function computeCurve({ sequence, scores, info }: ScoredMap, step?: number): Curve {
  const { objects, kept } = sequence;
  const label = objectToFind(sequence, info.picks);
  const known = kept.filter((point) => objects.labels[point] >= 0);
  const knownScores = Float32Array.from(known, (point) => scores[point]);
  const positive = Uint8Array.from(known, (point) => (objects.labels[point] === label ? 1 : 0));
  const { averagePrecision, bestF1, points, positives, total } = sweep(knownScores, positive, step);
  return {
    average_precision: averagePrecision,
    best_f1: copy(bestF1),
    positives,
    total,
    object: { label, name: objectName(objects.names, label) },
    sweep: step === undefined ? 'exact' : 'step',
    points: points.map(copy),
  };
}

/**
 * The label of the object that the positives belong to: the first pick's.
 *
 * @param picks in the archive's numbering
 * @throws ComoveError NO_LABELS, see `computeCurve`
 */
export function objectToFind(
  { name, path, objects }: Sequence,
  [first]: readonly number[],
): number {
  if (objects.source === 'none')
    throw new ComoveError(
      'NO_LABELS',
      `${name} has neither masks nor labels, so there is nothing to compare with.`,
      {
        file: path,
        remedy:
          'Add a folder masks/ to the sequence, or give integer labels with --labels FILE.npy.',
      },
    );
  if (objects.labels[first] >= 0) return objects.labels[first];
  throw new ComoveError(
    'NO_LABELS',
    `The object of point ${first} is not known: it is never visible on a mask.`,
    { file: path, remedy: 'Pick another point first.' },
  );
}

function sweep(scores: Float32Array, positive: Uint8Array, step: number | undefined) {
  if (step === undefined) return exactCurve(scores, positive);
  try {
    return steppedCurve(scores, positive, step);
  } catch (cause) {
    throw new ComoveError('USAGE', `--step ${step}: ${(cause as Error).message}`, {
      remedy: 'Give a larger step, e.g. 0.01.',
      cause,
    });
  }
}

const copy = ({ threshold, precision, recall, f1 }: OperatingPoint) => ({
  threshold,
  precision,
  recall,
  f1,
});
