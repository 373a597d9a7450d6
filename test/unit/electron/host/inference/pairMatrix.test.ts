import { afterAll, describe, expect, it } from 'vitest';
import { mapDefaults } from '#core/contract/schemas.ts';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { createMapEngine } from '#electron/host/inference/mapEngine.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { forkFromSource } from '../../../../support/inference.ts';
import { clipArrays, sequenceFolder } from '../../../../support/sequenceFolder.ts';

const folder = sequenceFolder();
afterAll(folder.dispose);
const points = 200;
// More pairs than a block holds: 20,100.
const moves = (t: number, n: number) =>
  [
    50 + (n % 20) + 9 * Math.sin((t * (1 + (n % 3))) / 3),
    40 + n / 10 + 4 * Math.cos(t / (4 + (n % 7))),
  ] as const;
const open = async (shown: (t: number, n: number) => boolean, minimumVisible?: number) => {
  folder.archive(clipArrays({ frames: 30, points, position: moves, visible: shown }));
  return openSequence(folder.path, { protocol: { minimumVisible } });
};
const engine = createMapEngine(createInferenceProcess(forkFromSource));
afterAll(() => engine.dispose());

describe('computePairs', { timeout: 60_000 }, () => {
  it.each([
    ['pearson', 2],
    ['rigidity', 1],
  ])('of %s: each row is the map of its point', async (estimator, perPair) => {
    const sequence = await open(() => true);
    const choices = { ...mapDefaults, estimator };
    const { scores, trackIds, pairs, minimum, maximum } = await engine.computePairs(
      sequence,
      choices,
      {},
    );
    const count = sequence.kept.length;
    expect([...trackIds]).toEqual([...sequence.kept]);
    expect(scores).toHaveLength(count ** 2);
    expect(pairs).toBe((perPair * count * (count + 1)) / 2);
    for (const row of [0, 77, count - 1]) {
      const map = await engine.compute(sequence, { ...choices, picks: [trackIds[row]] }, {});
      for (let j = 0; j < count; j++) {
        // One order of the two may round otherwise than the other.
        expect(scores[row * count + j]).toBeCloseTo(map.scores[trackIds[j]], 5);
        expect(scores[row * count + j]).toBe(scores[j * count + row]);
        if (row !== j) {
          expect(scores[row * count + j]).toBeGreaterThanOrEqual(minimum);
          expect(scores[row * count + j]).toBeLessThanOrEqual(maximum);
        }
      }
    }
  });

  it('scores each pair on the frames that show both; too few get the lowest, which a note tells', async () => {
    // Points 0 and 1 share two frames, no others fewer than the minimum.
    const sequence = await open((t, n) => (n === 0 ? t < 16 : n !== 1 || t >= 14), 10);
    const choices = {
      ...mapDefaults,
      estimator: 'pearson',
      visibleOnly: true,
      minimumOverlap: 8,
      points: sequence.kept.length,
    };
    const matrix = await engine.computePairs(sequence, choices, {});
    const count = matrix.trackIds.length;
    expect([...matrix.trackIds.subarray(0, 2)]).toEqual([0, 1]);
    expect(matrix.scores[1]).toBe(matrix.minimum);
    expect(matrix.scores[count]).toBe(matrix.minimum);
    expect(matrix.scores.some(Number.isNaN)).toBe(false);
    expect(matrix.notes).toEqual([expect.stringMatching(/^Of 1 pairs of points fewer than 8/)]);
  });

  it('takes points spread over the image, and refuses more than there are', async () => {
    const sequence = await open(() => true);
    const choices = { ...mapDefaults, estimator: 'pearson' };
    const { trackIds, scores } = await engine.computePairs(
      sequence,
      { ...choices, points: 16 },
      {},
    );
    expect(scores).toHaveLength(256);
    expect([...trackIds]).toEqual([...trackIds].sort((a, b) => a - b));
    expect(trackIds[15] - trackIds[0]).toBeGreaterThan(points / 2);
    await expect(
      engine.computePairs(sequence, { ...choices, points: points + 1 }, {}),
    ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('201') });
  });

  it('stops when told to, and the process goes on', async () => {
    const sequence = await open(() => true);
    const choices = { ...mapDefaults, estimator: 'ksg' };
    const stop = new AbortController();
    await expect(
      engine.computePairs(sequence, choices, {
        signal: stop.signal,
        onProgress: ({ phase }) => phase === 'Scoring all pairs' && stop.abort(),
      }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
    const few = await engine.computePairs(sequence, { ...choices, points: 2 }, {});
    expect(few.scores).toHaveLength(4);
  });
});
