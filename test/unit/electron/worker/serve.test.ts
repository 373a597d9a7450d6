import { describe, expect, it } from 'vitest';
import type { InferenceReply, InferenceRequest } from '#electron/host/inference/protocol.ts';
import { serveInference } from '#electron/worker/serve.ts';

const noNetwork = {
  label: 'CPU, 1 thread',
  threads: 1,
  load: () => Promise.resolve(),
  run: () => Promise.reject(new Error('the engine broke')),
};

/** A worker without a process around it. */
function served() {
  const replies: InferenceReply[] = [];
  let heard: (request: InferenceRequest) => void = () => {};
  let told = () => {};
  serveInference(
    {
      post: (reply) => {
        replies.push(reply);
        told();
      },
      listen: (handler) => (heard = handler),
    },
    noNetwork,
  );
  const until = async (found: (reply: InferenceReply) => boolean): Promise<InferenceReply[]> => {
    while (!replies.some(found)) await new Promise<void>((resolve) => (told = resolve));
    return replies;
  };
  return { replies, send: (request: InferenceRequest) => heard(request), until };
}

const ends = (id: number) => (reply: InferenceReply) =>
  (reply.type === 'result' || reply.type === 'failed' || reply.type === 'loaded') &&
  reply.id === id;

const frameCount = 40;
const pointCount = 3000;
const load = {
  type: 'load',
  id: 1,
  datasetId: 'd',
  frameCount,
  pointCount,
  dtype: 'float32',
  firstPoint: 0,
  shown: new Uint32Array(pointCount * 2).fill(-1),
  data: new Float32Array(pointCount * 2 * frameCount).map((_, i) => Math.sin(i * i)),
} as const;
const map = (id: number, estimator = 'pearson'): InferenceRequest => ({
  type: 'map',
  id,
  datasetId: 'd',
  picks: [7],
  estimator,
  options: {},
  signal: 'position',
  coordinates: 'mean',
  combine: 'mean',
});

describe('serveInference', () => {
  it('says that it is ready, and with what', () => {
    expect(served().replies).toEqual([{ type: 'ready', engine: 'CPU, 1 thread', threads: 1 }]);
  });

  it('reports first scores after the first block, which are those of the result', async () => {
    const { send, until } = served();
    send(load);
    await until(ends(1));
    send(map(2));
    const replies = await until(ends(2));
    const partial = replies.find(({ type }) => type === 'progress');
    const result = replies[replies.length - 1];
    if (partial?.type !== 'progress' || result.type !== 'result') throw new Error('not told');
    const scored = [...partial.scores!.entries()].filter(([, score]) => !Number.isNaN(score));
    expect(scored.length).toBe(partial.done / 2);
    expect(scored.length).toBeLessThan(pointCount);
    for (const [point, score] of scored) expect(result.values[point]).toBe(score);
    expect(result.pairs).toBe(2 * pointCount);
  });

  it('fails the one job whose engine breaks, with a code', async () => {
    const { send, until } = served();
    send(load);
    send(map(2, 'infonet'));
    send(map(3));
    const replies = await until(ends(3));
    expect(replies.find(ends(2))).toMatchObject({
      type: 'failed',
      error: { code: 'INTERNAL', message: 'the engine broke' },
    });
    expect(replies.find(ends(3))).toMatchObject({ type: 'result' });
  });

  it('stops a job when it is told to', async () => {
    const { send, until } = served();
    send(load);
    send(map(2));
    send({ type: 'abort', id: 3, job: 2 });
    const replies = await until(ends(2));
    expect(replies.find(ends(2))).toMatchObject({ type: 'failed', error: { code: 'ABORTED' } });
  });

  it('lets go of a data set', async () => {
    const { send, until } = served();
    send(load);
    send({ type: 'unload', id: 2, datasetId: 'd' });
    send(map(3));
    const replies = await until(ends(3));
    expect(replies.find(ends(3))).toMatchObject({ type: 'failed', error: { code: 'INTERNAL' } });
  });
});
