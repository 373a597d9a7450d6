/** Against tables made by hand and scikit-learn's documented example. */
import { expect, it } from 'vitest';
import { exactCurve, operatingPoint, steppedCurve } from '#core/metrics/precisionRecall.ts';

it("scikit-learn's example of precision_recall_curve and average_precision_score", () => {
  const { points, averagePrecision } = exactCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
  expect(points.map(({ threshold }) => threshold)).toEqual([0.1, 0.35, 0.4, 0.8]);
  expect(points.map(({ precision }) => precision)).toEqual([0.5, 2 / 3, 0.5, 1]);
  expect(points.map(({ recall }) => recall)).toEqual([1, 1, 0.5, 0.5]);
  expect(averagePrecision).toBeCloseTo(0.8333333333, 9);
});

it('ties are selected together: scores 2 2 1 1 0, positives 1 0 1 0 1', () => {
  const curve = exactCurve([2, 2, 1, 1, 0], [1, 0, 1, 0, 1]);
  expect(curve.points).toEqual([
    { threshold: 0, precision: 3 / 5, recall: 1, f1: 6 / 8 },
    { threshold: 1, precision: 2 / 4, recall: 2 / 3, f1: 4 / 7 },
    { threshold: 2, precision: 1 / 2, recall: 1 / 3, f1: 2 / 5 },
  ]);
  // (1/3)(1/2) + (1/3)(1/2) + (1/3)(3/5)
  expect(curve.averagePrecision).toBeCloseTo(1 / 6 + 1 / 6 + 1 / 5, 12);
  expect(curve.bestF1).toEqual({ threshold: 0, precision: 0.6, recall: 1, f1: 0.75 });
});

it('of two points with the best F1 the higher threshold counts', () => {
  // Thresholds 3: P 1, R 1/2, F1 2/3; 2: P 1/2, R 1/2; 1: P 1/3; 0: P 2/4, R 1, F1 2/3.
  expect(exactCurve([3, 2, 1, 0], [1, 0, 0, 1]).bestF1.threshold).toBe(3);
});

it('the ends: perfect, worst, no positives, all positive, one item, NaN left out', () => {
  expect(exactCurve([3, 2, 1], [1, 1, 0]).averagePrecision).toBe(1);
  expect(exactCurve([3, 2, 1], [0, 0, 1]).averagePrecision).toBeCloseTo(1 / 3, 12);
  const none = exactCurve([3, 2, 1], [0, 0, 0]);
  expect(none.averagePrecision).toBe(0);
  expect(none.points[0]).toEqual({ threshold: 1, precision: 0, recall: 1, f1: 0 });
  expect(exactCurve([1, 2], [1, 1]).averagePrecision).toBe(1);
  expect(exactCurve([5], [1]).points).toEqual([{ threshold: 5, precision: 1, recall: 1, f1: 1 }]);
  const withNaN = exactCurve([NaN, 2, 1], [1, 1, 0]);
  expect([withNaN.total, withNaN.positives]).toEqual([2, 1]);
  expect(() => exactCurve([NaN], [1])).toThrow('No item has a score');
});

it("the paper's steps run from below the lowest score to above the highest", () => {
  const { points, averagePrecision } = steppedCurve([0.031, 0.05, 0.012], [1, 1, 0], 0.01);
  expect(points.map(({ threshold }) => threshold)).toEqual([0.01, 0.02, 0.03, 0.04, 0.05, 0.06]);
  expect(points.map(({ recall }) => recall)).toEqual([1, 1, 1, 0.5, 0.5, 0]);
  expect(points.map(({ precision }) => precision)).toEqual([2 / 3, 1, 1, 1, 1, 1]);
  expect(averagePrecision).toBe(1);
  // 0.29 / 0.01 is rounded below 29; the sweep still ends where nothing is selected.
  const ends = steppedCurve([0.29, 0.28], [1, 1], 0.01).points;
  expect(ends.map(({ threshold, recall }) => [threshold, recall])).toEqual([
    [0.28, 1],
    [0.29, 0.5],
    [0.3, 0],
  ]);
  expect(() => steppedCurve([0, 1], [0, 1], 1e-9)).toThrow('over a million');
});

it('the operating point between two scores is that of the upper one', () => {
  const { points } = exactCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
  expect(operatingPoint(points, 0.36)).toMatchObject({ threshold: 0.36, precision: 0.5 });
  expect(operatingPoint(points, -5)).toMatchObject({ precision: 0.5, recall: 1 });
  expect(operatingPoint(points, 0.8)).toMatchObject({ precision: 1, recall: 0.5 });
  expect(operatingPoint(points, 0.81)).toEqual({
    threshold: 0.81,
    precision: 1,
    recall: 0,
    f1: 0,
  });
});
