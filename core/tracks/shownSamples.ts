/** Which samples of points come from frames that show them, for scoring what two points share. */
import type { SignalName } from '../contract/schemas.ts';
import { isVisible, type Trajectories } from './trajectories.ts';

/** A bit per sample: sample t of a point is bit t & 31 of its word t >> 5. */
export interface ShownSamples {
  readonly sampleCount: number;
  /** W = ceil(sampleCount / 32). */
  readonly wordsPerPoint: number;
  /** (K, W); bits from sampleCount on are 0. */
  readonly words: Uint32Array;
}

export const wordsFor = (sampleCount: number): number => Math.ceil(sampleCount / 32);

/**
 * The frames that show a point, as bits.
 *
 * @param into (W), zeros before; at `offset`
 */
export function writeShownFrames(
  trajectories: Trajectories,
  point: number,
  into: Uint32Array,
  offset: number,
): void {
  for (let t = 0; t < trajectories.frameCount; t++)
    if (isVisible(trajectories, point, t)) into[offset + (t >> 5)] |= 1 << (t & 31);
}

/**
 * From frames to the samples of a signal: a position is shown by its frame, a velocity by both of its frames.
 *
 * @param frames one sample a frame
 */
export function shownSamples(frames: ShownSamples, signal: SignalName): ShownSamples {
  if (signal === 'position') return frames;
  const sampleCount = Math.max(0, frames.sampleCount - 1);
  const wordsPerPoint = wordsFor(sampleCount);
  const points = frames.words.length / Math.max(1, frames.wordsPerPoint);
  const words = new Uint32Array(points * wordsPerPoint);
  for (let point = 0; point < points; point++) {
    const own = frames.words.subarray(
      point * frames.wordsPerPoint,
      (point + 1) * frames.wordsPerPoint,
    );
    for (let w = 0; w < wordsPerPoint; w++) {
      const next = (own[w] >>> 1) | ((own[w + 1] ?? 0) << 31);
      words[point * wordsPerPoint + w] = own[w] & next;
    }
  }
  return { sampleCount, wordsPerPoint, words };
}

/**
 * The samples that two points share.
 *
 * @param into (W), overwritten
 * @returns how many they are
 */
export function intersect(
  { words, wordsPerPoint }: ShownSamples,
  a: number,
  b: number,
  into: Uint32Array,
): number {
  let count = 0;
  for (let w = 0; w < wordsPerPoint; w++) {
    const both = words[a * wordsPerPoint + w] & words[b * wordsPerPoint + w];
    into[w] = both;
    count += bitCount(both);
  }
  return count;
}

/** (count) the samples of a bit mask, ascending. */
export function samplesOf(mask: Uint32Array, count: number): Uint32Array {
  const samples = new Uint32Array(count);
  let next = 0;
  for (let w = 0; w < mask.length; w++)
    for (let rest = mask[w]; rest !== 0; rest &= rest - 1)
      samples[next++] = 32 * w + 31 - Math.clz32(rest & -rest);
  return samples;
}

/** Bits set in a 32-bit word, by sums of ever wider groups. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
