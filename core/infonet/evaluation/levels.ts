import { throwIfAborted } from '../../contract/errors.ts';
import { createRandom } from '../../random.ts';
import { randomMixture, type GaussianMixture, type MixtureProtocol } from './gaussianMixture.ts';
import { monteCarloTruth } from './monteCarlo.ts';

/** A distribution with its mutual information, and the seed of the samples that are drawn of it. */
export interface LevelCase {
  readonly distribution: GaussianMixture;
  /** nats */
  readonly truth: number;
  /** Its standard error, nats. */
  readonly truthError: number;
  readonly seed: number;
}

export interface LevelOptions {
  readonly seed: number;
  readonly perLevel: number;
  readonly protocol: MixtureProtocol;
  readonly signal?: AbortSignal;
  /** Of the cases found so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited after each mixture that was looked at, some 10 ms of work, so that the signal is heard. */
  readonly pause?: () => Promise<unknown>;
}

/** Levels 0, 0.1, ..., 0.9. */
export const levelCount = 10;
/** Draws behind a truth: a standard error of about .004 nats at most, an order below the errors judged. */
const truthDraws = 40_000;
/**
 * Draws of a first and a second guess, and how far from an open level they may fall: most mixtures belong to levels
 * that are full, and a truth is dear. The margins are half a level's width and three standard errors.
 */
const guesses = [
  { draws: 400, margin: 0.05 + 0.15 },
  { draws: 4000, margin: 0.05 + 0.05 },
];

/**
 * Random mixtures whose information lies within .05 nats of 0, 0.1 ... 0.9, as many at each level.
 *
 * @returns levelCount * perLevel cases, level by level
 * @throws ComoveError ABORTED
 */
export async function levelCases(options: LevelOptions): Promise<LevelCase[]> {
  const { seed, perLevel, protocol, signal, onProgress, pause } = options;
  const random = createRandom(seed);
  const byLevel: LevelCase[][] = Array.from({ length: levelCount }, () => []);
  let done = 0;
  while (done < levelCount * perLevel) {
    await pause?.();
    throwIfAborted(signal);
    const distribution = randomMixture(random, protocol);
    const open = byLevel.flatMap((cases, k) => (cases.length < perLevel ? [k / 10] : []));
    const near = guesses.every(({ draws, margin }) => {
      const guess = distribution.draw(random, draws).oracle;
      return open.some((level) => Math.abs(guess - level) < margin);
    });
    if (!near) continue;
    const { value: truth, standardError } = monteCarloTruth(distribution, random, truthDraws);
    const cases = byLevel[Math.round(truth * 10)] as LevelCase[] | undefined;
    if (!cases || cases.length >= perLevel) continue;
    cases.push({ distribution, truth, truthError: standardError, seed: random.integer(2 ** 31) });
    done += 1;
    onProgress?.(done, levelCount * perLevel);
  }
  return byLevel.flat();
}
