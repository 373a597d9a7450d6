/**
 * The estimators that the paper's experiments compare, as typed.
 *
 * @param _quick later: fewer iterations of the slow one
 */
export function comparedEstimators(_quick: boolean): string[] {
  return ['infonet', 'ksg', 'kde'];
}
