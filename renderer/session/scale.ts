import type { ScoreScale } from '../state/map.ts';

/**
 * The span of the colour bar, the histogram and the slider: from zero, or the lowest score where that is below
 * zero, to the highest score.
 *
 * @param scores NaN where there is none
 * @returns undefined when there is no score at all
 */
export function scaleOf(scores: Float32Array, unit: string): ScoreScale | undefined {
  let [low, high] = [0, -Infinity];
  for (const score of scores) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  if (high === -Infinity) return undefined;
  return { low, high: high > low ? high : low + 1, unit };
}

/** The scores that are there. */
export function knownScores(scores: Float32Array): Float32Array {
  return scores.filter((score) => !Number.isNaN(score));
}
