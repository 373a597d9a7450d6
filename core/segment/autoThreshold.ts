/** Bins of the histogram; Otsu's own choice for grey values, and finer than a score's noise. */
const bins = 256;

/**
 * The automatic threshold: Otsu's, on the histogram of the scores. It splits the scores into two classes so that
 * the variance between the classes is greatest; the threshold is the lower edge of the first bin of the upper
 * class. Where several splits are equally good (a gap between the classes), the middle one counts.
 *
 * Source: Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9 (1979).
 *
 * @param scores finite, in any order
 * @returns a value in (minimum, maximum], so that the highest score is always selected by `score >= threshold`;
 *   all equal: that value; none: 0
 */
export function autoThreshold(scores: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < scores.length; i++) {
    low = Math.min(low, scores[i]);
    high = Math.max(high, scores[i]);
  }
  if (!(high > low)) return scores.length > 0 ? high : 0;

  const counts = new Float64Array(bins);
  const width = (high - low) / bins;
  for (let i = 0; i < scores.length; i++)
    counts[Math.min(bins - 1, Math.floor((scores[i] - low) / width))] += 1;
  const total = scores.length;
  const sum = counts.reduce((all, count, bin) => all + count * bin, 0);

  let [best, first, last] = [-1, 1, 1];
  let [below, sumBelow] = [0, 0];
  for (let split = 1; split < bins; split++) {
    below += counts[split - 1];
    sumBelow += counts[split - 1] * (split - 1);
    const above = total - below;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, first, last] = [between, split, split];
    else if (between === best) last = split;
  }
  return low + width * ((first + last) / 2);
}
