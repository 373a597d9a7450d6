import { describe, expect, it, vi } from 'vitest';
import { createEmitter } from '#core/contract/emitter.ts';
import { throwIfAborted } from '#core/contract/errors.ts';
import { createJobs } from '#electron/host/services/jobs.ts';

function setUp() {
  const emitter = createEmitter();
  const events: unknown[] = [];
  emitter.subscribe(({ body }) => events.push(body));
  return { jobs: createJobs(emitter), events };
}

describe('progress', () => {
  it('of a fast phase: its first and its last report, and not each between', async () => {
    const { jobs, events } = setUp();
    await jobs.run('a', async ({ report }) => {
      for (let done = 0; done <= 1000; done++)
        report({ phase: 'Reading', done, total: 1000, unit: 'bytes' });
      report({ phase: 'Scoring', done: 1, total: 2, unit: 'pairs' }, '/media/x');
    });
    expect(events[0]).toMatchObject({ jobId: 'a', phase: 'Reading', done: 0, total: 1000 });
    expect(events.at(-2)).toMatchObject({ phase: 'Reading', done: 1000 });
    expect(events.at(-1)).toMatchObject({ phase: 'Scoring', done: 1, partialScores: '/media/x' });
    // A thousand reports take far less than twenty intervals of 50 ms.
    expect(events.length).toBeLessThan(20);
  });

  it('of a stopped job is no longer told', async () => {
    const { jobs, events } = setUp();
    await jobs.run('a', async ({ report }) => {
      jobs.abort('a');
      report({ phase: 'Reading', done: 1, total: 1, unit: 'bytes' });
    });
    expect(events).toEqual([]);
  });
});

it('an id is taken until its job has ended, well or badly', async () => {
  const { jobs } = setUp();
  let finish = () => {};
  const first = jobs.run('a', () => new Promise<void>((resolve) => (finish = resolve)));
  await expect(jobs.run('a', async () => {})).rejects.toMatchObject({ code: 'USAGE' });
  finish();
  await first;
  await expect(jobs.run('a', () => Promise.reject(new Error('bad')))).rejects.toThrow('bad');
  expect(await jobs.run('a', async () => 7)).toBe(7);
});

it('abort reaches one job, abortAll every one', async () => {
  const { jobs } = setUp();
  const untilAborted = vi.fn(
    ({ signal }: { signal: AbortSignal }) =>
      new Promise<void>((_, reject) =>
        signal.addEventListener('abort', () => {
          try {
            throwIfAborted(signal);
          } catch (thrown) {
            reject(thrown);
          }
        }),
      ),
  );
  const outcomes = ['a', 'b', 'c'].map((id) =>
    jobs.run(id, untilAborted).catch(({ code }) => code),
  );
  expect(jobs.abort('b')).toBe(true);
  expect(await outcomes[1]).toBe('ABORTED');
  expect(jobs.abort('b')).toBe(false);
  jobs.abortAll();
  expect(await Promise.all(outcomes)).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
});
