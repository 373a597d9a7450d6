import { MessageChannel, type Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import type { Engine } from '#electron/worker/engine.ts';
import { answerRuns, inOwnThreads } from '#electron/worker/engines/ownThreads.ts';

/** Doubles its input and says who it is, or breaks; it takes its time, so that runs could get into each other's way. */
function doubling(thread: number) {
  const loads: string[] = [];
  const engine: Engine = {
    label: 'CPU, 1 thread',
    threads: 1,
    load(model) {
      loads.push(model);
      return model === 'gone' ? Promise.reject(new Error('not there')) : Promise.resolve();
    },
    async run(model, { input, shift }) {
      if (model === 'gone') throw new ComoveError('NOT_FOUND', 'No such file.', { file: 'gone' });
      await new Promise(setImmediate);
      const data = input.data.map((value, i) => 2 * value + (shift?.data[i] ?? 0));
      return {
        output: { dims: input.dims, data },
        thread: { dims: [1], data: Float32Array.of(thread) },
      };
    },
  };
  return { engine, loads };
}

let ports: { close(): void }[] = [];
afterEach(() => {
  for (const port of ports) port.close();
  ports = [];
});

/** Two ends of a channel, as a thread has them, for each thread. */
function threaded(threads: number) {
  const started: ReturnType<typeof doubling>[] = [];
  const engine = inOwnThreads({ ...doubling(0).engine, threads }, () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1);
    const thread = doubling(started.length);
    started.push(thread);
    answerRuns(thread.engine, port2);
    return port1 as unknown as Worker;
  });
  return { engine, started };
}

const tensor = (...values: number[]) => ({
  dims: [values.length],
  data: Float32Array.from(values),
});

describe('inOwnThreads', () => {
  it('gives what the engine gives, each run its own, and leaves the feeds to the caller', async () => {
    const { engine, started } = threaded(2);
    expect(started).toHaveLength(0);
    const given = { input: tensor(1, 2), shift: tensor(0.25, 0.5) };
    const runs = [given, { input: tensor(5) }, { input: tensor(7, 8, 9) }, { input: tensor(1) }];
    const outputs = await Promise.all(runs.map((feeds) => engine.run('net', feeds, ['output'])));
    expect(outputs.map(({ output }) => [...output.data])).toEqual([
      [2.25, 4.5],
      [10],
      [14, 16, 18],
      [2],
    ]);
    expect([...given.input.data, ...given.shift.data]).toEqual([1, 2, 0.25, 0.5]);
    expect(started).toHaveLength(2);
  });

  it('gives a run to the thread that has the fewest', async () => {
    const { engine } = threaded(3);
    const run = async () => (await engine.run('net', { input: tensor(1) }, ['thread'])).thread;
    const threads = await Promise.all([run(), run(), run(), run()]);
    expect(threads.map(({ data }) => data[0])).toEqual([0, 1, 2, 0]);
    expect((await run()).data[0]).toBe(0);
  });

  it('has every thread load a network before the first of them runs it', async () => {
    const { engine, started } = threaded(2);
    await engine.run('net', { input: tensor(1) }, ['output']);
    await engine.run('net', { input: tensor(1) }, ['output']);
    await engine.load('other');
    await engine.run('other', { input: tensor(1) }, ['output']);
    expect(started[0].loads).toEqual(['net', 'other']);
    expect(started[1].loads).toEqual(['net', 'other']);
  });

  it('fails with what the engine fails with, and goes on', async () => {
    const { engine } = threaded(1);
    await expect(engine.run('gone', { input: tensor(1) }, ['output'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      file: 'gone',
    });
    const { output } = await engine.run('net', { input: tensor(3) }, ['output']);
    expect([...output.data]).toEqual([6]);
  });

  it('is called what the engine is called, and says how many blocks it takes at once', () => {
    const { engine } = threaded(4);
    expect(engine).toMatchObject({ label: 'CPU, 1 thread', threads: 4, parallelRuns: 4 });
  });
});
