import { describe, expect, it } from 'vitest';
import { pairCount, visitPairs } from '#core/tracks/allPairs.ts';

const visited = (points: number, start: number, end: number) => {
  const list: number[][] = [];
  visitPairs(points, start, end, (...pair) => list.push(pair));
  return list;
};

describe('visitPairs', () => {
  it('visits each pair once, a point with itself too', () => {
    expect(visited(3, 0, 6)).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [0, 2, 2],
      [1, 1, 3],
      [1, 2, 4],
      [2, 2, 5],
    ]);
    expect(pairCount(3)).toBe(6);
    expect(visited(1, 0, 1)).toEqual([[0, 0, 0]]);
    expect(visited(0, 0, 0)).toEqual([]);
  });

  it('goes on wherever a run begins', () => {
    const whole = visited(7, 0, pairCount(7));
    for (let start = 0; start <= pairCount(7); start++)
      expect(visited(7, start, pairCount(7))).toEqual(whole.slice(start));
  });
});
