import { describe, expect, it } from 'vitest';
import { additiveUniformInformation } from '#core/infonet/evaluation/knownCopulas.ts';
import { rankLimit } from '#core/infonet/evaluation/rankLimit.ts';

const widths = [0.02, 0.5] as const;

/**
 * Root of the mean variance of the information given the ranks of two pairs, by the midpoint rule over log w. Two pairs
 * are discordant with probability 2w/3 - w²/3: their x differ by d with density 2(1 - d), and the difference of their
 * noises, which is triangular on (-2w, 2w), exceeds d with probability (2w - d)² / 8w².
 */
function exactForTwo(): number {
  const points = 20_000;
  const sums = { concordant: [0, 0, 0], discordant: [0, 0, 0] };
  for (let i = 0; i < points; i++) {
    const w = widths[0] * (widths[1] / widths[0]) ** ((i + 0.5) / points);
    const information = additiveUniformInformation(w);
    const discordant = (2 * w) / 3 - w ** 2 / 3;
    for (const [sum, share] of [
      [sums.concordant, 1 - discordant],
      [sums.discordant, discordant],
    ] as const)
      for (let power = 0; power < 3; power++) sum[power] += (share * information ** power) / points;
  }
  const variances = Object.values(sums).map(([p, first, second]) => second - first ** 2 / p);
  return Math.sqrt(variances[0] + variances[1]);
}

describe('rankLimit', () => {
  it('of two pairs is what integration over the widths gives', async () => {
    const { rmse } = await rankLimit({ seed: 1, sampleCount: 2, pairs: 12_000, widths });
    // Squared errors have about the deviation of their mean: that of 12,000 is known to 1 %, its root to .5 %. The root of the
    // variance without the ranks is 2.6 % greater.
    expect(Math.abs(rmse / exactForTwo() - 1)).toBeLessThan(0.013);
  }, 60_000);

  it('is the same from the same seed, smaller for a longer sample, and above what values tell', async () => {
    const of = (sampleCount: number) => rankLimit({ seed: 2, sampleCount, pairs: 60, widths });
    const [short, again, long] = [await of(20), await of(20), await of(80)];
    expect(again).toEqual(short);
    expect(long.rmse).toBeLessThan(0.75 * short.rmse);
    expect(short.rmse).toBeGreaterThan(short.oracleRmse);
  }, 60_000);

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    const stopped = rankLimit({ seed: 1, sampleCount: 10, pairs: 1, widths, signal });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
