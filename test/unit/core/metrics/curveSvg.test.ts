import { expect, it } from 'vitest';
import { curveSvg } from '#core/metrics/curveSvg.ts';
import { exactCurve, operatingPoint } from '#core/metrics/precisionRecall.ts';

/** Axes of 404 x 324 pixels with the origin at (56, 368). */
const curve = exactCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
const figure = { ...curve, title: 'clip, ball, infonet of position' };

it('draws the steps whose area is the average precision', () => {
  const svg = curveSvg(figure);
  const path = /<path d="M56 ([^"]+)"/.exec(svg)![1];
  // Heights and ends of the steps, in pixels; the area beneath them over that of the axes is 0.8333.
  const steps = [...path.matchAll(/V?([\d.]+)H([\d.]+)/g)].map(([, y, x]) => [
    Number(x),
    Number(y),
  ]);
  let area = 0;
  let before = 56;
  for (const [x, y] of steps) {
    area += (x - before) * (368 - y);
    before = x;
  }
  // Coordinates are rounded to a hundredth of a pixel.
  expect(area / (404 * 324)).toBeCloseTo(curve.averagePrecision, 3);
  expect(steps.at(-1)).toEqual([460, 206]);
});

it('marks the best F1, and the threshold in use where there is one', () => {
  const count = (svg: string, text: string) => svg.split(text).length - 1;
  expect(count(curveSvg(figure), '<circle')).toBe(1);
  // Precision 1 and recall 1/2: in the middle of the upper edge.
  const svg = curveSvg({ ...figure, current: operatingPoint(curve.points, 0.5) });
  expect(svg).toContain('<circle cx="258" cy="44" r="4.5" fill="#2563c9"');
  expect(svg).toContain('F1 0.667 at threshold 0.500, in use');
  expect(svg).toContain('best F1 0.800 at threshold 0.350');
});

it('names its axes and its subject', () => {
  const svg = curveSvg(figure);
  for (const text of ['>recall<', '>precision<', '>clip, ball, infonet of position<', '>0.8<'])
    expect(svg).toContain(text);
});
