import { expect, it } from 'vitest';
import { nearestScratch } from '#core/estimators/support/kdTree.ts';
import { nearestInPlane, planeIndex, sortColumn } from '#core/estimators/support/plane.ts';
import { createRandom } from '#core/random.ts';

const random = createRandom(3);
const column = (count: number, of: (i: number) => number) =>
  Float64Array.from({ length: count }, (_, i) => of(i));

it.each([
  ['a cloud', column(300, random.normal), column(300, random.normal)],
  ['a line', column(200, (i) => i), column(200, (i) => -3 * i)],
  [
    'a grid, where many are equally far',
    column(144, (i) => i % 12),
    column(144, (i) => (i / 12) | 0),
  ],
  ['a column that hardly varies', column(90, random.normal), column(90, (i) => i % 2)],
  ['one point far away', column(50, (i) => (i ? random.normal() : 1e6)), column(50, random.normal)],
  ['two points', Float64Array.of(3, 1), Float64Array.of(0, 7)],
])('%s: the distances of the nearest are those of a full search', (_, x, y) => {
  const index = planeIndex(sortColumn(x), sortColumn(y));
  expect([...index.order].sort((a, b) => a - b)).toEqual([...x.keys()]);
  const k = Math.min(5, x.length - 1);
  const scratch = nearestScratch(k);
  for (let place = 0; place < x.length; place++) {
    nearestInPlane(index, place, scratch);
    const sample = index.order[place];
    const distance = (other: number) =>
      Math.max(Math.abs(x[other] - x[sample]), Math.abs(y[other] - y[sample]));
    const others = [...x.keys()].filter((other) => other !== sample);
    const expected = others.map(distance).sort((a, b) => a - b);
    expect([...scratch.distances]).toEqual(expected.slice(0, k));
    const found = [...scratch.places].map((near) => index.order[near]);
    expect(new Set(found).size).toBe(k);
    expect(found.map(distance)).toEqual([...scratch.distances]);
  }
});
