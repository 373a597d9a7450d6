import { expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { evaluateSequence } from '#electron/host/evaluation/evaluateSequence.ts';
import { evaluateAll } from '#electron/host/evaluation/evaluateAll.ts';
import { evaluationDocument } from '#electron/host/evaluation/evaluationDocument.ts';
import { drawQueries } from '#electron/host/evaluation/queries.ts';
import { summarise } from '#electron/host/evaluation/summaries.ts';
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

const all = { count: 'all', seed: 1, background: false } as const;
const everything = () => [0, 1, 2, 3, 4, 5, 6];
const frames = { visibleOnly: false, minimumOverlap: 16 };

it('draws each object that has something to find, the same points for the same seed', () => {
  const drawn = drawQueries(sequence, all, everything);
  expect(drawn.objects).toEqual([
    { label: 1, name: 'fox', points: 3, picks: [1, 2, 3] },
    { label: 2, name: 'object 2', points: 2, picks: [4, 5] },
  ]);
  expect(drawn.notes).toEqual(['object 3 (1 kept point) has nothing to find.']);
  const some = { count: 2, seed: 7, background: false };
  const { objects } = drawQueries(sequence, some, everything);
  expect(objects[0].picks).toHaveLength(2);
  expect(drawQueries(sequence, some, everything).objects).toEqual(objects);
});

it('takes the background on request, and tells of sequences without anything to find', () => {
  const { objects } = sequence;
  const withBackground = drawQueries(
    { ...sequence, objects: { ...objects, background: 1 } },
    { ...all, background: true },
    everything,
  );
  expect(withBackground.objects.map(({ label }) => label)).toEqual([1, 2]);
  const none = { ...sequence, objects: { ...objects, source: 'none' } } as Sequence;
  expect(() => drawQueries(none, all, everything)).toThrow(/neither masks nor labels/);
  const alone = { ...sequence, kept: Uint32Array.of(0, 1, 6) };
  expect(() => drawQueries(alone, all, () => [0, 1, 6])).toThrow(/no object to find/);
});

/** The pick's own score is 9; the others have their number. */
const engine = {
  compute: async (_: Sequence, { picks: [pick] }: { picks: number[] }) => ({
    scores: Float32Array.of(0, 1, 2, 3, 4, 5, 6, NaN).fill(9, pick, pick + 1),
  }),
  forget: () => {},
} as unknown as MapEngine;

it('measures each pick against its object', async () => {
  const [object] = drawQueries(sequence, all, everything).objects.filter(
    ({ label }) => label === 2,
  );
  const [result] = await evaluateSequence(
    engine,
    sequence,
    [object],
    [{ estimator: 'pearson', signal: 'position' }],
    frames,
    everything,
  );
  // Pick 4: order 4(9) 6 5 ..., AP = 1/2 (1/1) + 1/2 (2/3). Pick 5: order 5(9) 6 4, the same.
  expect(result.averagePrecision[0]).toBeCloseTo(0.5 + 1 / 3, 6);
  expect(result.averagePrecision[1]).toBeCloseTo(0.5 + 1 / 3, 6);
  expect(result.bestF1[0]).toBeCloseTo(0.8, 6);
  // The curve: precision 1 up to recall 1/2, 2/3 beyond.
  expect(result.precision[10]).toBe(1);
  expect(result.precision[90]).toBeCloseTo(2 / 3, 12);
  expect(result.chance).toEqual([2 / 7, 2 / 7]);
  expect(result.compared).toEqual([1, 1]);
});

const methods = [{ estimator: 'pearson', signal: 'position' }] as const;
const rule = { methods, queries: all, frames };
const named = (name: string) =>
  ({ ...sequence, name, trajectories: { frameCount: 9, pointCount: 8 } }) as unknown as Sequence;

it('goes on where a sequence cannot be read, and counts each object once', async () => {
  const open = async (path: string) => {
    if (path.endsWith('broken'))
      throw new ComoveError('BAD_INPUT', `${path} is no archive.`, { file: path });
    return named('clip');
  };
  const told: string[] = [];
  const paths = ['/data/one/clip', '/data/broken', '/data/two/clip'];
  const evaluation = await evaluateAll(engine, paths, open, rule, {
    onProblem: (path) => told.push(path),
  });
  expect(told).toEqual(['/data/broken']);
  expect(evaluation.sequences.map(({ name }) => name)).toEqual(['clip', 'clip (2)']);
  const [summary] = summarise(methods, evaluation.results, 1);
  // Objects 1 and 2 of two clips. Object 1 from pick 1: 9 among 6 5 4 3 2 ..., AP = 1/3 (1 + 2/5 + 3/6).
  expect(summary.objects).toBe(4);
  const first = (1 + 2 / 5 + 3 / 6) / 3;
  expect(evaluation.results[0].averagePrecision[0]).toBeCloseTo(first, 6);
  const { low, mean, high } = summary.averagePrecision;
  expect(low <= mean && mean <= high).toBe(true);
  const document = evaluationDocument(evaluation, [summary], rule);
  expect(document).toMatchObject({
    problems: [{ sequence: 'broken', code: 'BAD_INPUT', message: 'broken is no archive.' }],
  });
  expect(JSON.stringify(document)).not.toContain('/data/');
});

it('fails with the first problem when no sequence can be evaluated, and stops when told to', async () => {
  const open = async (path: string): Promise<Sequence> => {
    throw new ComoveError('NOT_FOUND', `${path} is not there.`);
  };
  await expect(evaluateAll(engine, ['a', 'b'], open, rule)).rejects.toThrow('a is not there');
  const stopped = AbortSignal.abort();
  await expect(evaluateAll(engine, ['a'], open, rule, { signal: stopped })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
