/** Scores counted in equal bins over a given range. */
export interface ScoreHistogram {
  readonly low: number;
  readonly high: number;
  /** (bins); the last bin includes `high`. */
  readonly counts: Uint32Array;
}

/**
 * Counts scores for the histogram over the threshold slider.
 *
 * @param scores NaN and values outside [low, high] are left out
 * @param bins >= 1
 */
export function scoreHistogram(
  scores: ArrayLike<number>,
  low: number,
  high: number,
  bins: number,
): ScoreHistogram {
  const counts = new Uint32Array(bins);
  const width = (high - low) / bins;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    if (!(score >= low && score <= high)) continue;
    counts[width > 0 ? Math.min(bins - 1, Math.floor((score - low) / width)) : 0] += 1;
  }
  return { low, high, counts };
}
