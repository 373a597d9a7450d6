import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapDefaults } from '#core/contract/schemas.ts';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { createMapEngine } from '#electron/host/inference/mapEngine.ts';
import type { InferencePort } from '#electron/host/inference/port.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import type { Sequence } from '#electron/host/sequences/sequence.ts';
import { forkFromSource } from '../../../../support/inference.ts';
import { clipArrays, sequenceFolder } from '../../../../support/sequenceFolder.ts';

const folder = sequenceFolder();
afterAll(folder.dispose);

// Points 0, 2 and 4 move together, 3 on its own; 1 leaves the bounds and is dropped.
const moves = (t: number) => [50 + 10 * Math.sin(t / 3), 40 + 5 * Math.cos(t / 3)] as const;
let sequence: Sequence;
beforeAll(async () => {
  folder.archive(
    clipArrays({
      frames: 30,
      points: 5,
      position: (t, n) => {
        const [x, y] = moves(t);
        if (n === 1) return [t === 9 ? 5000 : 20, 20];
        if (n === 3) return [30 + 3 * Math.sin(t * t), 30 + 3 * Math.cos(t * t)];
        return [x + n, y + n];
      },
    }),
  );
  sequence = await openSequence(folder.path);
});

const choices = {
  ...mapDefaults,
  picks: [2],
  estimator: 'pearson',
};

function started() {
  const ports: InferencePort[] = [];
  const inference = createInferenceProcess(() => {
    ports.push(forkFromSource());
    return ports[ports.length - 1];
  });
  return { engine: createMapEngine(inference), ports };
}

describe('visible frames only', { timeout: 30_000 }, () => {
  const gaps = sequenceFolder();
  afterAll(gaps.dispose);
  /** As above, but point 2 is hidden, and anywhere, from frame 20 on, and point 4 is seen in ten frames. */
  const open = async (minimumVisible?: number) => {
    const isShown = (t: number, n: number) => (n === 2 ? t < 20 : n !== 4 || t >= 20);
    const clip = clipArrays({
      frames: 30,
      points: 5,
      position: (t, n) => {
        const [x, y] = moves(t);
        if (!isShown(t, n)) return [NaN, NaN];
        return n === 3 ? [30 + 3 * Math.sin(t * t), 30 + 3 * Math.cos(t * t)] : [x + n, y + n];
      },
      visible: isShown,
    });
    gaps.archive(clip);
    return openSequence(gaps.path, { protocol: { minimumVisible } });
  };

  it('uses points with gaps, each pair on the frames that it shares', async () => {
    const { engine } = started();
    const request = { ...choices, visibleOnly: true };
    const map = await engine.compute(await open(10), request, {});
    expect([...map.scores]).toEqual([
      expect.closeTo(1, 5),
      expect.closeTo(1, 5),
      expect.closeTo(1, 5),
      expect.any(Number),
      // No frame shows both: the lowest of the others.
      map.minimum,
    ]);
    expect(map.minimum).toBeLessThan(0.6);
    expect(map.notes).toEqual([expect.stringContaining('fewer than 16')]);
    const low = await engine.compute(await open(10), { ...request, estimator: 'spearman' }, {});
    expect(low.scores[0]).toBeCloseTo(1, 6);
    await engine.dispose();
  });

  it('refuses to count frames that do not show the points', async () => {
    const { engine } = started();
    await expect(engine.compute(await open(10), choices, {})).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('gaps'),
    });
    await engine.dispose();
  });

  it('is the full map where nothing is hidden', async () => {
    const { engine } = started();
    const all = await engine.compute(sequence, choices, {});
    const shown = await engine.compute(sequence, { ...choices, visibleOnly: true }, {});
    expect(shown.scores).toEqual(all.scores);
    expect(shown.notes).toEqual(all.notes);
    await engine.dispose();
  });
});

describe('createMapEngine', { timeout: 30_000 }, () => {
  it("answers in the archive's numbering, NaN for points that were dropped", async () => {
    const { engine } = started();
    const partial: Float32Array[] = [];
    const map = await engine.compute(sequence, choices, {
      onPartialScores: (scores) => partial.push(scores),
    });
    expect([...map.scores]).toEqual([
      expect.closeTo(1, 5),
      NaN,
      expect.closeTo(1, 5),
      expect.any(Number),
      expect.closeTo(1, 5),
    ]);
    expect(map.scores[3]).toBeLessThan(0.5);
    expect(map).toMatchObject({ unit: 'correlation', pairs: 8, maximum: expect.closeTo(1, 5) });
    expect(map.minimum).toBe(map.scores[3]);
    expect(map.autoThreshold).toBeGreaterThan(map.minimum);
    for (const scores of partial) expect(scores).toHaveLength(5);
    await engine.dispose();
  });

  it('refuses picks that are not there or do not take part, and says why', async () => {
    const { engine } = started();
    await expect(engine.compute(sequence, { ...choices, picks: [5] }, {})).rejects.toMatchObject({
      code: 'USAGE',
      remedy: expect.stringContaining('0 to 4'),
    });
    await expect(engine.compute(sequence, { ...choices, picks: [1] }, {})).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('(-2000, 2000)'),
    });
    expect(engine.state().state).toBe('stopped');
  });

  it('sends the trajectories once, and again after a crash or when it was told to forget them', async () => {
    const { engine, ports } = started();
    const loads: string[] = [];
    const phases = { onProgress: ({ phase }: { phase: string }) => void loads.push(phase) };
    const count = () => loads.filter((phase) => phase === 'Preparing trajectories').length;
    await engine.prepare(sequence);
    const first = await engine.compute(sequence, choices, phases);
    expect(count()).toBe(0);
    ports[0].kill();
    await expect(engine.compute(sequence, choices, phases)).rejects.toMatchObject({
      code: 'ENGINE_LOST',
    });
    await engine.restart();
    const second = await engine.compute(sequence, choices, phases);
    expect(count()).toBe(1);
    expect(second.scores).toEqual(first.scores);
    engine.forget(sequence);
    await engine.compute(sequence, choices, phases);
    expect(count()).toBe(2);
    await engine.dispose();
  });

  it('shares one load between two maps at once', async () => {
    const { engine } = started();
    const maps = await Promise.all([
      engine.compute(sequence, choices, {}),
      engine.compute(sequence, { ...choices, picks: [4] }, {}),
    ]);
    expect(maps[0].scores[4]).toBeCloseTo(maps[1].scores[2], 6);
    await engine.dispose();
  });

  it('scores trajectories with one number a pair, higher for more alike', async () => {
    const { engine } = started();
    const map = await engine.compute(
      sequence,
      { ...choices, estimator: 'rigidity', signal: 'velocity' },
      {},
    );
    expect([...map.scores]).toEqual([
      expect.closeTo(0, 5),
      NaN,
      0,
      expect.any(Number),
      expect.closeTo(0, 5),
    ]);
    expect(map.scores[3]).toBeLessThan(-2);
    expect(map).toMatchObject({ unit: 'pixels', pairs: 4, maximum: 0 });
    expect(map.notes).toEqual([expect.stringContaining('positions')]);
    expect(map.autoThreshold).toBeGreaterThan(map.minimum);
    await engine.dispose();
  });

  it('measures a few pairs of a map, and stops on its signal', async () => {
    const { engine } = started();
    const forecast = await engine.forecast(sequence, choices, {});
    expect(forecast.pairs).toBe(8);
    expect(forecast.secondsPerPair).toBeGreaterThan(0);
    expect(forecast.seconds).toBeCloseTo(8 * forecast.secondsPerPair, 12);
    const stopped = engine.forecast(sequence, choices, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    const unknown = engine.forecast(sequence, { ...choices, options: { k: 3 } }, {});
    await expect(unknown).rejects.toMatchObject({ code: 'USAGE' });
    await engine.dispose();
  });

  it('stops on its signal', async () => {
    const { engine } = started();
    const work = { signal: AbortSignal.abort() };
    await expect(engine.compute(sequence, choices, work)).rejects.toMatchObject({
      code: 'ABORTED',
    });
    await engine.dispose();
  });
});
