import { describe, expect, it } from 'vitest';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { FakePort } from '../../../../support/inference.ts';

const pair = {
  estimator: 'pearson',
  options: {},
  batch: 1,
  sampleCount: 2,
  data: new Float64Array(4),
};
const result = { extras: {}, pairs: 1, elapsedMillis: 0, memoryPeakBytes: 0, notes: [] };
/** Lets promises that are ready run on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function started() {
  const ports: FakePort[] = [];
  const inference = createInferenceProcess(() => {
    ports.push(new FakePort());
    return ports[ports.length - 1];
  });
  const states: string[] = [];
  inference.onState(({ state }) => states.push(state));
  return { ports, inference, states };
}

/** A process that is ready and has one job to do. */
async function withJob() {
  const { ports, inference, states } = started();
  const abort = new AbortController();
  const job = inference.pairs(pair, { signal: abort.signal });
  job.catch(() => {});
  ports[0].ready();
  await settle();
  return { ports, inference, states, job, abort, id: ports[0].posted[0].id };
}

describe('createInferenceProcess', () => {
  it('starts with the first job and hands its answer back', async () => {
    const { ports, states, job, id } = await withJob();
    ports[0].say({ type: 'result', id, values: Float32Array.of(0.5), ...result });
    expect((await job).values[0]).toBe(0.5);
    expect(states).toEqual(['starting', 'ready']);
  });

  it('sends nothing before the process is ready', async () => {
    const { ports, inference } = started();
    const job = inference.pairs(pair);
    job.catch(() => {});
    await settle();
    expect(ports[0].posted).toEqual([]);
    await inference.dispose();
    await expect(job).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('passes on scores and progress of the job they belong to', async () => {
    const { ports, inference } = started();
    const heard: unknown[] = [];
    const map = {
      datasetId: 'd',
      picks: [0],
      estimator: 'pearson',
      options: {},
      signal: 'position',
      coordinates: 'mean',
      combine: 'mean',
    } as const;
    const job = inference.map(
      { ...map, picks: [0] },
      { onScores: (scores) => heard.push([...scores]), onProgress: ({ done }) => heard.push(done) },
    );
    ports[0].ready();
    await settle();
    const { id } = ports[0].posted[0];
    const progress = {
      type: 'progress',
      phase: 'Scoring',
      done: 2,
      total: 4,
      unit: 'pairs',
    } as const;
    ports[0].say({ ...progress, id: id + 1, scores: Float32Array.of(9) });
    ports[0].say({ ...progress, id, scores: Float32Array.of(1, NaN) });
    ports[0].say({ type: 'result', id, values: Float32Array.of(1, 2), ...result });
    await job;
    expect(heard).toEqual([[1, NaN], 2]);
  });

  it('fails a job with the code that the process gave', async () => {
    const { ports, job, id } = await withJob();
    ports[0].say({ type: 'failed', id, error: { code: 'USAGE', message: 'No.', remedy: 'Do.' } });
    await expect(job).rejects.toMatchObject({ code: 'USAGE', message: 'No.', remedy: 'Do.' });
  });

  it('does not wait for the process when a job is aborted', async () => {
    const { ports, job, abort, id } = await withJob();
    abort.abort();
    await expect(job).rejects.toMatchObject({ code: 'ABORTED' });
    expect(ports[0].posted[1]).toMatchObject({ type: 'abort', job: id });
    // What still comes of it is dropped.
    ports[0].say({ type: 'result', id, values: Float32Array.of(1), ...result });
  });

  it('refuses a job whose signal fired before', async () => {
    const { ports, inference } = started();
    const job = inference.pairs(pair, { signal: AbortSignal.abort() });
    ports[0].ready();
    await expect(job).rejects.toMatchObject({ code: 'ABORTED' });
    expect(ports[0].posted).toEqual([]);
  });

  it('fails the jobs of a process that dies, and every new one until it is restarted', async () => {
    const { ports, inference, states, job } = await withJob();
    ports[0].end('It was ended by SIGSEGV.');
    await expect(job).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    await settle();
    expect(inference.state()).toMatchObject({
      state: 'lost',
      message: expect.stringContaining('SIGSEGV'),
    });
    await expect(inference.pairs(pair)).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    expect(ports).toHaveLength(1);

    const restarted = inference.restart();
    await settle();
    ports[1].ready();
    expect(await restarted).toMatchObject({ state: 'ready' });
    expect(inference.generation()).toBe(2);
    expect(states.slice(0, 3)).toEqual(['starting', 'ready', 'lost']);
    expect(states[states.length - 1]).toBe('ready');
  });

  it('reports a process that ends before it is ready', async () => {
    const { ports, inference } = started();
    const start = inference.start();
    ports[0].end('It ended with code 1.');
    await expect(start).rejects.toMatchObject({ code: 'ENGINE_LOST' });
  });

  it('restarts a process that still runs, and fails its jobs', async () => {
    const { ports, inference, job } = await withJob();
    const restarted = inference.restart();
    await expect(job).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    await settle();
    ports[1].ready();
    expect(await restarted).toMatchObject({ state: 'ready' });
  });

  it('takes no job once it is disposed of', async () => {
    const { inference, job } = await withJob();
    await inference.dispose();
    await expect(job).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(inference.pairs(pair)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(inference.state().state).toBe('stopped');
  });
});
