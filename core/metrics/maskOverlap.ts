/** How well one mask covers another. */
export interface MaskOverlap {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** TP / (TP + FP + FN), the Jaccard index; 1 when both masks are empty. */
  readonly iou: number;
}

/**
 * Compares two binary masks pixel by pixel.
 *
 * @param predicted (n) non-zero inside
 * @param truth (n) non-zero inside
 * @throws RangeError when the sizes differ
 */
export function maskOverlap(predicted: ArrayLike<number>, truth: ArrayLike<number>): MaskOverlap {
  if (predicted.length !== truth.length)
    throw new RangeError(`Masks of ${predicted.length} and ${truth.length} pixels.`);
  let [truePositives, falsePositives, falseNegatives] = [0, 0, 0];
  for (let i = 0; i < predicted.length; i++) {
    if (predicted[i]) {
      if (truth[i]) truePositives += 1;
      else falsePositives += 1;
    } else if (truth[i]) falseNegatives += 1;
  }
  const union = truePositives + falsePositives + falseNegatives;
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    iou: union === 0 ? 1 : truePositives / union,
  };
}
