import type { ScoreScale } from '../state/map.ts';

/**
 * The span of the colour bar, the histogram and the slider: from zero, or the lowest score where that is below
 * zero, to the highest score. The picks' own scores do not count: a trajectory's information about itself is far
 * above that of all others, which would be left with half of the colours.
 *
 * @param scores NaN where there is none
 * @returns undefined when there is no score at all
 */
export function scaleOf(
  scores: Float32Array,
  picks: readonly number[],
  unit: string,
): ScoreScale | undefined {
  let [low, highest, highestOther] = [0, -Infinity, -Infinity];
  scores.forEach((score, track) => {
    if (Number.isNaN(score)) return;
    low = Math.min(low, score);
    highest = Math.max(highest, score);
    if (!picks.includes(track)) highestOther = Math.max(highestOther, score);
  });
  const high = highestOther > -Infinity ? highestOther : highest;
  if (high === -Infinity) return undefined;
  return { low, high: high > low ? high : low + 1, unit };
}

/** The scores that are there. */
export function knownScores(scores: Float32Array): Float32Array {
  return scores.filter((score) => !Number.isNaN(score));
}
