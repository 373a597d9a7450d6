/** Places on the precision-recall plot, in its own units. Pure. */
import type { OperatingPoint } from '#core/metrics/precisionRecall.ts';

export const plot = { width: 288, height: 168, left: 40, right: 8, top: 8, bottom: 28 };

export const xOf = (recall: number) => plot.left + recall * (plot.width - plot.left - plot.right);
export const yOf = (precision: number) =>
  plot.height - plot.bottom - precision * (plot.height - plot.top - plot.bottom);

/**
 * From high thresholds to low: recall grows, and each step takes the precision of the point that it reaches, for
 * between two points no precision is reached. Points that fall on the same tenth of a unit are drawn once.
 */
export function curvePath(points: readonly OperatingPoint[]): string {
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = '';
  let [lastX, lastY] = [NaN, NaN];
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const [x, y] = [round(xOf(points[i].recall)), round(yOf(points[i].precision))];
    if (x === lastX && y === lastY) continue;
    path +=
      path === '' ? `M${x} ${y}` : `${y === lastY ? '' : `V${y}`}${x === lastX ? '' : `H${x}`}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

/** The curve's point nearest to a place on the plot. */
export function nearestOnCurve(
  points: readonly OperatingPoint[],
  x: number,
  y: number,
): OperatingPoint | undefined {
  let nearest: OperatingPoint | undefined;
  let least = Infinity;
  for (const point of points) {
    const distance = (xOf(point.recall) - x) ** 2 + (yOf(point.precision) - y) ** 2;
    if (distance < least) [nearest, least] = [point, distance];
  }
  return nearest;
}
