import type { OperatingPoint } from './precisionRecall.ts';

/** Recall levels at which curves are averaged: 0.01, 0.02, ..., 1. Not 0, where nothing need be selected. */
export const recallLevels: readonly number[] = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);

/**
 * The precision of a curve at the recall levels: that of the highest threshold which reaches the level, so that the
 * mean over the levels is the average precision up to the grid's width.
 *
 * @param points of an exact sweep, thresholds ascending (recall falls along them to above 0)
 * @returns (levels) 0..1
 * @throws RangeError without points
 *
 * @example points of recall 1, 1, 1/2 and precision 1/2, 2/3, 1: precision 1 up to level 0.5, and 2/3 above.
 */
export function precisionAtLevels(points: readonly OperatingPoint[]): number[] {
  if (points.length === 0) throw new RangeError('There is no curve without points.');
  let at = points.length - 1;
  return recallLevels.map((level) => {
    // Quotients of counts and of hundredths are rounded apart: 29 of 100 reaches level 0.29.
    while (at > 0 && points[at].recall < level - 1e-9) at -= 1;
    return points[at].precision;
  });
}

/**
 * The mean of curves at the recall levels.
 *
 * @param curves of `precisionAtLevels`, at least one
 */
export function meanPrecision(curves: readonly (readonly number[])[]): number[] {
  return recallLevels.map(
    (_, level) => curves.reduce((sum, curve) => sum + curve[level], 0) / curves.length,
  );
}
