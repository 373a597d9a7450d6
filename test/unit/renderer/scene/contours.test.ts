import { expect, it } from 'vitest';
import { segmentFloats, traceContours } from '#renderer/scene/contours.ts';

function grid(...rows: string[]) {
  const labels = rows.join('').split('').map(Number);
  return { width: rows[0].length, height: rows.length, labels };
}

/** [[x0, y0, x1, y1, travelled], ...] */
function segments(of: Float32Array): number[][] {
  return Array.from({ length: of.length / segmentFloats }, (_, i) => [
    ...of.slice(i * segmentFloats, (i + 1) * segmentFloats),
  ]);
}

/** Twice the signed area that closed outlines enclose; positive for clockwise with y down. */
function doubleArea(of: Float32Array): number {
  return segments(of).reduce((sum, [x0, y0, x1, y1]) => sum + x0 * y1 - x1 * y0, 0);
}

it('draws nothing around nothing', () => {
  expect(traceContours(grid('000', '000'))).toHaveLength(0);
});

it('draws a diamond around one pixel, with the length travelled', () => {
  const side = Math.SQRT1_2;
  const expected = [
    [1, 0.5, 1.5, 1, 0],
    [1.5, 1, 1, 1.5, side],
    [1, 1.5, 0.5, 1, 2 * side],
    [0.5, 1, 1, 0.5, 3 * side],
  ];
  const found = segments(traceContours(grid('000', '010', '000')));
  expect(found).toHaveLength(4);
  // float32 holds these to 1e-7.
  found.forEach((segment, i) =>
    segment.forEach((value, j) => expect(value).toBeCloseTo(expected[i][j], 6)),
  );
});

it('joins straight runs: a block at the edge of the image has four sides and four cut corners', () => {
  const found = traceContours(grid('111', '111', '111'));
  expect(segments(found)).toHaveLength(8);
  // 9 pixels less four corner triangles of 1/8.
  expect(doubleArea(found)).toBeCloseTo(2 * (9 - 0.5), 6);
});

it('goes the other way around a hole', () => {
  const found = traceContours(grid('111', '101', '111'));
  // The hole's own corners are cut towards its middle: half a pixel is taken away.
  expect(doubleArea(found)).toBeCloseTo(2 * (9 - 0.5 - 0.5), 6);
});

it('keeps pixels apart that touch by a corner', () => {
  const found = traceContours(grid('10', '01'));
  expect(segments(found)).toHaveLength(8);
  expect(doubleArea(found)).toBeCloseTo(2 * (0.5 + 0.5), 6);
});

it('outlines every label, or the one asked for', () => {
  const two = grid('0000', '0120', '0000');
  expect(segments(traceContours(two))).toHaveLength(8);
  const second = segments(traceContours(two, 2));
  expect(second).toHaveLength(4);
  expect(second[0].slice(0, 2)).toEqual([2, 0.5]);
  expect(traceContours(two, 3)).toHaveLength(0);
});

it('closes every outline: each end is another segment’s start', () => {
  const found = segments(traceContours(grid('01101', '11011', '01110', '10001')));
  const starts = found.map(([x, y]) => `${x},${y}`).sort();
  const ends = found.map(([, , x, y]) => `${x},${y}`).sort();
  expect(ends).toEqual(starts);
});
