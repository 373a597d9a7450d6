import { createRankArray, type RankArray } from './ranks.ts';

/** A counter for every float16; between calls what they hold means nothing. */
const counters = new Int32Array((1 << 16) + 1);

/** Ascends with the number: of negative ones the larger bits are the smaller number, and -0 meets 0. */
const keyOf = (bits: number): number => (bits < 0x8000 ? bits + 0x8000 : 0x10000 - bits);

/**
 * Doubled midranks (see `doubledMidranks`) of T float16 numbers, from their bits: trajectories are stored so, and a
 * path visits few of the 65,536 numbers often. Counting them takes a tenth of the time of sorting them.
 *
 * @param bits (T), without nan; -0 equals 0
 */
export function doubledMidranksOfFloat16(bits: Uint16Array): RankArray {
  const count = bits.length;
  const ranks = createRankArray(count);
  let lowest = counters.length;
  let highest = -1;
  for (let i = 0; i < count; i++) {
    const key = keyOf(bits[i]);
    if (key < lowest) lowest = key;
    if (key > highest) highest = key;
  }
  counters.fill(0, lowest, highest + 1);
  for (let i = 0; i < count; i++) counters[keyOf(bits[i])] += 1;
  let below = 0;
  for (let key = lowest; key <= highest; key++) {
    const equal = counters[key];
    counters[key] = below + (below + equal) + 1;
    below += equal;
  }
  for (let i = 0; i < count; i++) ranks[i] = counters[keyOf(bits[i])];
  return ranks;
}
