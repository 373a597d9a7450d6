import { expect, it } from 'vitest';
import { exactCurve, operatingPoint } from '#core/metrics/precisionRecall.ts';
import { curveFigure } from '#electron/host/results/curveFigure.ts';

const curve = exactCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
const options = { ...curve, title: 'clip, ball, infonet of position', estimator: 'infonet' };
const layersOf = (current?: ReturnType<typeof operatingPoint>) =>
  curveFigure({ ...options, current }).panels[0].layers;

it('draws the steps whose area is the average precision', () => {
  const [line] = layersOf();
  if (line.kind !== 'line') throw new Error('The first layer is the curve.');
  let area = 0;
  for (const [i, [recall, precision]] of line.points.entries())
    if (i > 0) area += (recall - line.points[i - 1][0]) * precision;
  expect(area).toBeCloseTo(curve.averagePrecision, 12);
  expect(line.points[0]).toEqual([0, 1]);
  expect(line.points.at(-1)).toEqual([1, 0.5]);
});

it('marks the best F1 with a ring, and the threshold in use with a disc where there is one', () => {
  expect(layersOf()).toHaveLength(2);
  const [, best, current] = layersOf(operatingPoint(curve.points, 0.5));
  expect(best).toMatchObject({ hollow: true, label: 'best F1 0.800 at threshold 0.350' });
  expect(current).toMatchObject({
    hollow: false,
    label: 'F1 0.667 at threshold 0.500, in use',
    points: [[0.5, 1]],
  });
});

it('names its axes and its subject', () => {
  const { title, panels } = curveFigure(options);
  expect(title).toBe('clip, ball, infonet of position');
  expect([panels[0].x.label, panels[0].y.label]).toEqual(['recall', 'precision']);
});
