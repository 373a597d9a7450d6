import { describe, expect, it } from 'vitest';
import { pearson } from '#core/estimators/pearson.ts';
import { pairTable } from '#core/tracks/signals.ts';

async function score(x: number[], y: number[]) {
  const samples = pairTable(Float64Array.from(x.flatMap((value, t) => [value, y[t]])), 1, x.length);
  const models = { run: () => Promise.reject(new Error('Pearson needs no network')) };
  for await (const block of pearson.estimate(samples, Uint32Array.of(0, 1), {
    models,
    options: {},
  }))
    return { value: block.values[0], notes: block.notes ?? [] };
  throw new Error('no block');
}

describe('pearson', () => {
  it('is the size of the correlation, whichever its sign', async () => {
    // By hand: deviations (-1.5, -.5, .5, 1.5) and (-1, 0, -1, 2); 4 / sqrt(5 * 6) = 0.7303.
    const up = await score([1, 2, 3, 4], [1, 2, 1, 4]);
    const down = await score([1, 2, 3, 4], [-1, -2, -1, -4]);
    expect(up.value).toBeCloseTo(4 / Math.sqrt(30), 6);
    expect(down.value).toBe(up.value);
  });

  it('is 1 for a linear function and 0 for a symmetric one', async () => {
    expect((await score([1, 2, 3], [30, 20, 10])).value).toBeCloseTo(1, 6);
    expect((await score([-1, 0, 1], [1, 0, 1])).value).toBeCloseTo(0, 6);
  });

  it('is 0 with a note where a variable does not vary', async () => {
    const flat = await score([7, 7, 7], [1, 2, 3]);
    expect(flat.value).toBe(0);
    expect(flat.notes).toHaveLength(1);
  });
});
