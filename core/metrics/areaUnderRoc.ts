/**
 * Area under the receiver operating characteristic: the probability that a positive's score is above a negative's,
 * ties counted by half. 1 when the scores separate them, .5 when they know nothing.
 *
 * The Mann-Whitney statistic over the product of the counts (Hanley and McNeil, 1982). `areaUnderRoc([3, 1], [1, 0])`
 * is 3.5 / 4.
 *
 * @throws RangeError without positives or without negatives
 */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0)
    throw new RangeError('There is nothing to tell apart.');
  let above = 0;
  for (const positive of positives)
    for (const negative of negatives)
      above += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  return above / (positives.length * negatives.length);
}
