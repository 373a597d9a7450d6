import { expect, it } from 'vitest';
import { createEnvelope } from '#core/segment/lowerEnvelope.ts';

/** What is lowest where, of parabolas [x, value]. */
function spans(parabolas: [x: number, value: number][]) {
  const envelope = createEnvelope(parabolas.length);
  parabolas.forEach(([x, value], id) => envelope.add(x, value, id));
  const found: [number, number, number][] = [];
  envelope.forEach((id, from, to) => found.push([id, from, to]));
  return found;
}

it('equal parabolas meet halfway, where the left one counts', () => {
  expect(
    spans([
      [0, 0],
      [4, 0],
    ]),
  ).toEqual([
    [0, -Infinity, 2],
    [1, 3, Infinity],
  ]);
});

it('one that is above the others everywhere is not seen', () => {
  // At 2 the middle one is 9, the others are 4.
  expect(
    spans([
      [0, 0],
      [2, 9],
      [4, 0],
    ]).map(([id]) => id),
  ).toEqual([0, 2]);
});

it('of several at one place the lowest counts', () => {
  expect(
    spans([
      [3, 2],
      [3, 1],
      [3, 5],
    ]),
  ).toEqual([[1, -Infinity, Infinity]]);
  expect(spans([])).toEqual([]);
});

it('a low one takes over an earlier one even beyond its place', () => {
  // (q - 0)^2 + 10 and (q - 2)^2 cross at q = -1.5.
  expect(
    spans([
      [0, 10],
      [2, 0],
    ]),
  ).toEqual([
    [0, -Infinity, -2],
    [1, -1, Infinity],
  ]);
});
