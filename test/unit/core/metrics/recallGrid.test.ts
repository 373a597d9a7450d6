import { expect, it } from 'vitest';
import { exactCurve } from '#core/metrics/precisionRecall.ts';
import { meanPrecision, precisionAtLevels, recallLevels } from '#core/metrics/recallGrid.ts';
import { createRandom } from '#core/random.ts';

it("reads scikit-learn's own example at the levels", () => {
  const { points } = exactCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
  const precision = precisionAtLevels(points);
  // Up to recall 1/2 the first positive, alone; to recall 1 the second, behind one negative.
  expect(precision.slice(0, 50)).toEqual(new Array(50).fill(1));
  expect(precision.slice(50)).toEqual(new Array(50).fill(2 / 3));
});

it('has the average precision as its mean, up to the width of the grid', () => {
  const random = createRandom(3);
  const positive = Array.from({ length: 1000 }, (_, i) => (i % 4 === 0 ? 1 : 0));
  const scores = positive.map((is) => is + 1.5 * random.normal());
  const { points, averagePrecision } = exactCurve(scores, positive);
  const precision = precisionAtLevels(points);
  const mean = precision.reduce((a, b) => a + b) / precision.length;
  // The precision falls from 1 to 1/4: a Riemann sum of 100 steps is off by less than 0.01.
  expect(Math.abs(mean - averagePrecision)).toBeLessThan(0.01);
});

it('reaches a level that a quotient equals', () => {
  const positive = Array.from({ length: 100 }, () => 1);
  const scores = positive.map((_, i) => 100 - i);
  // The 29th positive reaches 0.29, the 30th item is a negative.
  const { points } = exactCurve([...scores, 71.5], [...positive, 0]);
  const precision = precisionAtLevels(points);
  expect(precision[recallLevels.indexOf(0.29)]).toBe(1);
  expect(precision[recallLevels.indexOf(0.3)]).toBeCloseTo(30 / 31, 12);
});

it('averages curves level by level, and refuses none', () => {
  const flat = (value: number) => recallLevels.map(() => value);
  expect(meanPrecision([flat(1), flat(0.5)])[40]).toBe(0.75);
  expect(() => precisionAtLevels([])).toThrow(RangeError);
});
