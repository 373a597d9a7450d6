/**
 * Precision and recall of "score >= threshold" against known positives.
 *
 * With TP, FP, FN counted over all items: precision = TP / (TP + FP), recall = TP / (TP + FN),
 * F1 = 2 TP / (2 TP + FP + FN).
 *
 * Conventions at the ends: when nothing is selected, precision is 1 (nothing wrong was selected) and recall is 0;
 * without positives recall is 1 (nothing was missed), whatever is selected, and average precision 0, as in
 * scikit-learn. F1 is 0 when there is no true positive. Items with equal scores are selected together or not at all.
 */

/** One threshold and what selecting `score >= threshold` gives. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface PrecisionRecallCurve {
  /** Thresholds ascending: recall falls from 1 along it. Never empty unless there are no items. */
  readonly points: readonly OperatingPoint[];
  readonly averagePrecision: number;
  /** The point of the highest F1; of several, the one with the highest threshold. */
  readonly bestF1: OperatingPoint;
  readonly positives: number;
  readonly total: number;
}

/** Items by descending score, with the positives counted up to each. */
interface Ranking {
  /** (n) descending. */
  readonly scores: Float64Array;
  /** (n + 1) positives among the first i. */
  readonly positivesBefore: Uint32Array;
}

/**
 * The exact sweep: one point per distinct score, at that score.
 *
 * @param scores (n); items with NaN are left out
 * @param positive (n) non-zero where positive
 * @throws RangeError when no item has a score
 *
 * @example scores 0.1, 0.4, 0.35, 0.8 with positives at 0.35 and 0.8 (scikit-learn's own example): precision
 *   1/2, 2/3, 1/2, 1 and recall 1, 1, 1/2, 1/2 at the thresholds 0.1, 0.35, 0.4, 0.8; average precision 0.8333.
 */
export function exactCurve(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
): PrecisionRecallCurve {
  const ranking = rank(scores, positive);
  const points: OperatingPoint[] = [];
  for (let count = ranking.scores.length; count > 0; count--) {
    const threshold = ranking.scores[count - 1];
    if (count < ranking.scores.length && ranking.scores[count] === threshold) continue;
    points.push(pointAt(ranking, threshold, count));
  }
  return summarise(ranking, points);
}

/**
 * The paper's sweep: thresholds at the multiples of `step` from the last one at or below the lowest score to the
 * first one above the highest, where nothing is selected any more. Average precision is that of the exact sweep.
 *
 * @param step in the scores' unit, > 0
 * @throws RangeError when no item has a score, or when the step gives over a million thresholds
 */
export function steppedCurve(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
  step: number,
): PrecisionRecallCurve {
  const ranking = rank(scores, positive);
  const { scores: sorted } = ranking;
  // Twelve digits: 3 * 0.01 is written 0.03, not 0.030000000000000002.
  const thresholdAt = (index: number) => Number((index * step).toPrecision(12));
  let first = Math.floor(sorted[sorted.length - 1] / step);
  let last = Math.floor(sorted[0] / step) + 1;
  // Quotients are rounded too: 0.29 / 0.01 is a little less than 29.
  if (thresholdAt(first) > sorted[sorted.length - 1]) first -= 1;
  if (thresholdAt(last) <= sorted[0]) last += 1;
  if (!(last - first < 1e6))
    throw new RangeError(`A step of ${step} gives over a million thresholds.`);
  const points: OperatingPoint[] = [];
  let count = sorted.length;
  for (let index = first; index <= last; index++) {
    const threshold = thresholdAt(index);
    while (count > 0 && sorted[count - 1] < threshold) count -= 1;
    points.push(pointAt(ranking, threshold, count));
  }
  return summarise(ranking, points);
}

/**
 * The operating point of any threshold on a curve: the point of the smallest swept threshold at or above it, for
 * between two distinct scores the selection does not change. Above the last one nothing is selected.
 *
 * @param points of an exact sweep, thresholds ascending
 */
export function operatingPoint(
  points: readonly OperatingPoint[],
  threshold: number,
): OperatingPoint {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points[middle].threshold >= threshold) high = middle;
    else low = middle + 1;
  }
  if (low < points.length) return { ...points[low], threshold };
  return { threshold, precision: 1, recall: 0, f1: 0 };
}

function rank(scores: ArrayLike<number>, positive: ArrayLike<number>): Ranking {
  const items = Array.from({ length: scores.length }, (_, i) => i).filter(
    (i) => !Number.isNaN(scores[i]),
  );
  if (items.length === 0) throw new RangeError('No item has a score.');
  items.sort((a, b) => scores[b] - scores[a] || a - b);
  const positivesBefore = new Uint32Array(items.length + 1);
  items.forEach((item, i) => {
    positivesBefore[i + 1] = positivesBefore[i] + (positive[item] ? 1 : 0);
  });
  return { scores: Float64Array.from(items, (item) => scores[item]), positivesBefore };
}

function pointAt({ positivesBefore }: Ranking, threshold: number, count: number): OperatingPoint {
  const positives = positivesBefore[positivesBefore.length - 1];
  const hits = positivesBefore[count];
  return {
    threshold,
    precision: count === 0 ? 1 : hits / count,
    recall: positives === 0 ? 1 : hits / positives,
    f1: hits === 0 ? 0 : (2 * hits) / (count + positives),
  };
}

function summarise(ranking: Ranking, points: readonly OperatingPoint[]): PrecisionRecallCurve {
  const total = ranking.scores.length;
  return {
    points,
    averagePrecision: averagePrecision(ranking),
    bestF1: points.reduce((best, point) => (point.f1 >= best.f1 ? point : best)),
    positives: ranking.positivesBefore[total],
    total,
  };
}

/**
 * AP = sum over distinct scores, descending, of (R_n - R_(n-1)) P_n, without interpolation, as scikit-learn's
 * average_precision_score; 0 without positives.
 */
function averagePrecision({ scores, positivesBefore }: Ranking): number {
  const positives = positivesBefore[scores.length];
  if (positives === 0) return 0;
  let sum = 0;
  let before = 0;
  for (let count = 1; count <= scores.length; count++) {
    if (count < scores.length && scores[count] === scores[count - 1]) continue;
    const hits = positivesBefore[count];
    sum += ((hits - before) / positives) * (hits / count);
    before = hits;
  }
  return sum;
}
