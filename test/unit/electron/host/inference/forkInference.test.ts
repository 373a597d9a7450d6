import { afterEach, describe, expect, it } from 'vitest';
import {
  createInferenceProcess,
  type InferenceProcess,
} from '#electron/host/inference/inferenceProcess.ts';
import type { InferencePort } from '#electron/host/inference/port.ts';
import { forkFromSource } from '../../../../support/inference.ts';

let inference: InferenceProcess;
let port: InferencePort;
const start = () => {
  inference = createInferenceProcess(() => (port = forkFromSource()));
};
afterEach(() => inference.dispose());

// Pair 0: y = -x. Pair 1: uncorrelated by symmetry.
const pairs = {
  estimator: 'pearson',
  options: {},
  batch: 2,
  sampleCount: 3,
  data: Float64Array.from([1, -1, 2, -2, 4, -4, -1, 1, 0, 0, 1, 1]),
};
// Three points over four frames: the second moves against the first, the third rests in y.
const tracks = {
  datasetId: 'd',
  frameCount: 4,
  pointCount: 3,
  dtype: 'float32' as const,
  firstPoint: 0,
  // All frames show all points.
  shown: Uint32Array.of(15, 15, 15),
  data: Float32Array.from(
    [
      [0, 1, 2, 4],
      [0, 1, 0, 1],
      [9, 8, 7, 5],
      [5, 6, 5, 6],
      [0, 1, 2, 4],
      [3, 3, 3, 3],
    ].flat(),
  ),
};
const map = {
  datasetId: 'd',
  picks: [0],
  estimator: 'pearson',
  options: {},
  signal: 'position' as const,
  coordinates: 'mean' as const,
  combine: 'mean' as const,
};

describe('the forked inference process', { timeout: 30_000 }, () => {
  it('estimates pairs', async () => {
    start();
    const { values, pairs: count, notes } = await inference.pairs(pairs);
    expect([...values]).toEqual([expect.closeTo(1, 6), expect.closeTo(0, 6)]);
    expect([count, notes]).toEqual([2, []]);
  });

  it('maps a data set sent in two runs, and combines coordinates and picks', async () => {
    start();
    const half = 2 * 2 * tracks.frameCount;
    await inference.load({
      ...tracks,
      data: tracks.data.slice(0, half),
      shown: tracks.shown.slice(0, 2),
    });
    await inference.load({
      ...tracks,
      firstPoint: 2,
      data: tracks.data.slice(half),
      shown: tracks.shown.slice(2),
    });
    const mean = await inference.map(map);
    expect([...mean.values]).toEqual([1, 1, 0.5].map((score) => expect.closeTo(score, 6)));
    expect(mean.pairs).toBe(6);
    expect(mean.notes).toHaveLength(1);
    const least = await inference.map({ ...map, coordinates: 'min' });
    expect([...least.values]).toEqual([1, 1, 0].map((score) => expect.closeTo(score, 6)));
    const most = await inference.map({ ...map, picks: [0, 2], combine: 'max' });
    expect([...most.values]).toEqual([1, 1, 0.5].map((score) => expect.closeTo(score, 6)));
  });

  it('fails a job with its code and goes on', async () => {
    start();
    await expect(inference.pairs({ ...pairs, estimator: 'nope' })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('nope'),
    });
    await expect(inference.map(map)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect((await inference.pairs(pairs)).values).toHaveLength(2);
  });

  it('stops a long job between blocks and is free for the next one', async () => {
    start();
    const abort = new AbortController();
    const batch = 20_000;
    const job = inference.pairs(
      {
        estimator: 'pearson',
        options: {},
        batch,
        sampleCount: 50,
        data: new Float64Array(batch * 100).map(Math.sin),
      },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(job).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await inference.pairs(pairs)).values).toHaveLength(2);
  });

  it('survives a crash: the job fails with ENGINE_LOST, a restart works', async () => {
    start();
    await inference.start();
    const job = inference.pairs({ ...pairs, batch: 1, data: pairs.data.slice(0, 6) });
    port.kill();
    await expect(job).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    expect(await inference.restart()).toMatchObject({ state: 'ready' });
    expect((await inference.pairs(pairs)).values).toHaveLength(2);
  });
});
