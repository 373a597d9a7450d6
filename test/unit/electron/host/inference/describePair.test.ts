import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapDefaults } from '#core/contract/schemas.ts';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { createMapEngine } from '#electron/host/inference/mapEngine.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import type { Sequence } from '#electron/host/sequences/sequence.ts';
import { forkFromSource } from '../../../../support/inference.ts';
import { clipArrays, sequenceFolder } from '../../../../support/sequenceFolder.ts';

const folder = sequenceFolder();
const engine = createMapEngine(createInferenceProcess(() => forkFromSource()));
afterAll(async () => {
  await engine.dispose();
  folder.dispose();
});

const frames = 600;
let sequence: Sequence;
beforeAll(async () => {
  folder.archive(
    clipArrays({
      frames,
      points: 3,
      // x of point 1 is that of point 0 shifted, its y runs against it; point 2 goes its own way.
      position: (t, n) => [
        n === 2 ? 50 + 20 * Math.sin(t * t) : 50 + 20 * Math.sin(t / 9) + n,
        n === 2 ? 50 + 20 * Math.cos(t * t * 3) : n === 0 ? 10 + t / 10 : 90 - t / 10,
      ],
      visible: (t, n) => n !== 1 || t < 10,
    }),
  );
  sequence = await openSequence(folder.path);
});

const { signal, visibleOnly, minimumOverlap } = mapDefaults;
const request = { options: {}, signal, visibleOnly, minimumOverlap };

describe('describePair', { timeout: 60_000 }, () => {
  it.each([
    ['infonet', 'accurate', 'estimate'],
    ['infonet', 'thorough', 'estimate'],
    ['infonet-table', 'fast', 'dv'],
  ] as const)(
    'says the numbers of which maps by %s are made',
    async (estimator, weights, number) => {
      const options = { weights };
      const choices = { ...mapDefaults, picks: [0], estimator, options };
      const { scores } = await engine.compute(sequence, choices, {});
      for (const other of [1, 2]) {
        const asked = { ...request, pick: 0, other, options };
        const { x, y } = await engine.describePair(sequence, asked);
        // The same network on the same features; batches of other sizes sum in another order.
        expect((x[number] + y[number]) / 2).toBeCloseTo(scores[other], 4);
      }
    },
  );

  it('gives the ranks as shares, every other one of 600, with their frames', async () => {
    const pair = await engine.describePair(sequence, { ...request, pick: 0, other: 1 });
    expect(pair.samples).toBe(frames);
    expect(pair.frames).toEqual(Array.from({ length: 300 }, (_, i) => 2 * i));
    // y rises by one rank a frame, and falls by one for the other: u = (t + 1/2) / T.
    pair.frames.forEach((t, i) => {
      expect(pair.y.u[i]).toBeCloseTo((t + 0.5) / frames, 12);
      expect(pair.y.v[i]).toBeCloseTo(1 - (t + 0.5) / frames, 12);
    });
    // The samples themselves, at the same frames: ranks and values rise and fall together.
    expect(pair.y.pick).toHaveLength(300);
    expect(pair.y.pick.every((value, i) => i === 0 || value > pair.y.pick[i - 1])).toBe(true);
    expect(pair.y.other.every((value, i) => i === 0 || value < pair.y.other[i - 1])).toBe(true);
    expect(pair.x.table).toHaveLength((pair.x.edges.length - 1) ** 2);
  });

  it('has the table high where ranks meet, first axis the pick', async () => {
    const { y } = await engine.describePair(sequence, { ...request, pick: 0, other: 1 });
    const cells = y.edges.length - 1;
    const at = (first: number, second: number) => y.table[first * cells + second];
    const last = cells - 1;
    expect(at(0, last)).toBeGreaterThan(at(0, 0));
    expect(at(last, 0)).toBeGreaterThan(at(last, last));
    expect(y.dv).toBeGreaterThan(1);
  });

  it('compares on the frames that show both, and says when they are too few', async () => {
    const visible = { ...request, visibleOnly: true, pick: 0, other: 1 };
    const pair = await engine.describePair(sequence, { ...visible, minimumOverlap: 8 });
    expect(pair.frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await expect(
      engine.describePair(sequence, { ...visible, minimumOverlap: 16 }),
    ).rejects.toMatchObject({ code: 'USAGE', message: 'The two points share 10 visible frames.' });
  });

  it('refuses a point that is not there', async () => {
    await expect(
      engine.describePair(sequence, { ...request, pick: 0, other: 3 }),
    ).rejects.toMatchObject({ code: 'USAGE', message: 'There is no point 3.' });
  });
});
