import { expect, it } from 'vitest';
import { evaluateSequence } from '#electron/host/evaluation/evaluateSequence.ts';
import { drawQueries } from '#electron/host/evaluation/queries.ts';
import type { Sequence } from '#electron/host/sequences/sequence.ts';
import type { MapEngine } from '#electron/host/services/mapEngine.ts';

const sequence = {
  name: 'table',
  path: 'table',
  kept: Uint32Array.of(0, 1, 2, 3, 4, 5, 6),
  objects: {
    source: 'masks',
    // Background 0; object 1 has three points, 2 has two, 3 has one; point 7 was dropped.
    labels: Int32Array.of(0, 1, 1, 1, 2, 2, 3, 1),
    names: new Map([[1, 'fox']]),
    background: 0,
  },
} as unknown as Sequence;

it('draws each object that has something to find, the same points for the same seed', () => {
  const all = drawQueries(sequence, 'all', 1, false);
  expect(all).toEqual([
    { label: 1, name: 'fox', points: 3, picks: [1, 2, 3] },
    { label: 2, name: 'object 2', points: 2, picks: [4, 5] },
  ]);
  const some = drawQueries(sequence, 2, 7, false);
  expect(some[0].picks).toHaveLength(2);
  expect(drawQueries(sequence, 2, 7, false)).toEqual(some);
  const withNone = { ...sequence, objects: { ...sequence.objects, source: 'none' } } as Sequence;
  expect(() => drawQueries(withNone, 1, 1, false)).toThrow(/neither masks nor labels/);
});

it('measures each pick against its object', async () => {
  // The pick's own score is 9; point 5 looks more like point 4's object than point 4 does.
  const engine = {
    compute: async (_: Sequence, { picks: [pick] }: { picks: number[] }) => ({
      scores: Float32Array.of(0, 1, 2, 3, 4, 5, 6, NaN).fill(9, pick, pick + 1),
    }),
  } as unknown as MapEngine;
  const [object] = drawQueries(sequence, 'all', 1, false).filter(({ label }) => label === 2);
  const [result] = await evaluateSequence(
    engine,
    sequence,
    [object],
    [{ estimator: 'pearson', signal: 'position' }],
  );
  // Pick 4: order 4(9) 6 5 ..., AP = 1/2 (1/1) + 1/2 (2/3). Pick 5: order 5(9) 6 4, the same.
  expect(result.averagePrecision[0]).toBeCloseTo(0.5 + 1 / 3, 6);
  expect(result.averagePrecision[1]).toBeCloseTo(0.5 + 1 / 3, 6);
  expect(result.bestF1[0]).toBeCloseTo(0.8, 6);
});
