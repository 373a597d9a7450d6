import { MessageChannel, type Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import type { Engine } from '#electron/worker/engine.ts';
import { answerRuns, inOwnThread } from '#electron/worker/engines/ownThread.ts';

/** Doubles its input, or breaks. */
const doubling: Engine = {
  label: 'CPU, 1 thread',
  threads: 1,
  run(model, { input }) {
    if (model === 'gone')
      return Promise.reject(new ComoveError('NOT_FOUND', 'No such file.', { file: 'gone.onnx' }));
    const data = input.data.map((value) => 2 * value);
    return Promise.resolve({ output: { dims: input.dims, data } });
  },
};

let close = () => {};
afterEach(() => close());

/** Two ends of a channel, as a thread has them. */
function threaded() {
  const { port1, port2 } = new MessageChannel();
  let starts = 0;
  const engine = inOwnThread(doubling, () => {
    starts += 1;
    answerRuns(doubling, port2);
    return port1 as unknown as Worker;
  });
  close = () => port1.close();
  return { engine, starts: () => starts };
}

const feeds = (...values: number[]) => ({
  input: { dims: [values.length], data: Float32Array.from(values) },
});

describe('inOwnThread', () => {
  it('gives what the engine gives, each run its own, and leaves the feeds to the caller', async () => {
    const { engine, starts } = threaded();
    expect(starts()).toBe(0);
    const given = feeds(1, 2);
    const [first, second] = await Promise.all([
      engine.run('net', given, ['output']),
      engine.run('net', feeds(5), ['output']),
    ]);
    expect([...first.output.data]).toEqual([2, 4]);
    expect([...second.output.data]).toEqual([10]);
    expect([...given.input.data]).toEqual([1, 2]);
    expect(starts()).toBe(1);
  });

  it('fails with what the engine fails with, and goes on', async () => {
    const { engine } = threaded();
    await expect(engine.run('gone', feeds(1), ['output'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      file: 'gone.onnx',
    });
    const { output } = await engine.run('net', feeds(3), ['output']);
    expect([...output.data]).toEqual([6]);
  });

  it('is called what the engine is called', () => {
    expect(threaded().engine).toMatchObject({ label: 'CPU, 1 thread', threads: 1 });
  });
});
