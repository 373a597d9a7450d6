import { estimatorColour } from '#core/colour/estimatorColours.ts';
import type { OperatingPoint } from '#core/metrics/precisionRecall.ts';
import type { Figure, Layer, Point } from '../figures/figure.ts';

export interface CurveFigureOptions {
  /** Thresholds ascending. */
  readonly points: readonly OperatingPoint[];
  readonly averagePrecision: number;
  readonly bestF1: OperatingPoint;
  /** The point of the threshold in use, where there is one. */
  readonly current?: OperatingPoint;
  /** One line above the axes, e.g. the sequence, the object and the estimator. */
  readonly title: string;
  /** Gives the colour. */
  readonly estimator: string;
}

/**
 * Precision against recall. The line has the steps whose area is the average precision: from one operating point to
 * the next of higher recall it runs at the precision of the latter. Marked are the point of the best F1 (ring) and
 * that of the threshold in use (disc).
 */
export function curveFigure(options: CurveFigureOptions): Figure {
  const { points, averagePrecision, bestF1, current, title, estimator } = options;
  const colour = estimatorColour(estimator);
  const mark = (point: OperatingPoint, words: string, hollow: boolean): Layer => ({
    kind: 'dots',
    radius: 4.5,
    hollow,
    colour,
    label: `${words}${point.f1.toFixed(3)} at threshold ${point.threshold.toFixed(3)}${hollow ? '' : ', in use'}`,
    points: [[point.recall, point.precision]],
  });
  return {
    title,
    panelSize: { width: 520, height: 420 },
    panels: [
      {
        x: { label: 'recall', domain: [0, 1] },
        y: { label: 'precision', domain: [0, 1] },
        layers: [
          {
            kind: 'line',
            colour,
            label: `average precision ${averagePrecision.toFixed(3)}`,
            points: steps(points),
          },
          mark(bestF1, 'best F1 ', true),
          ...(current ? [mark(current, 'F1 ', false)] : []),
        ],
      },
    ],
  };
}

/** From high thresholds to low: recall grows from 0, and each step has the precision of the point that it reaches. */
function steps(points: readonly OperatingPoint[]): Point[] {
  let before = 0;
  return points.toReversed().flatMap(({ precision, recall }): Point[] => {
    const step: Point[] = [
      [before, precision],
      [recall, precision],
    ];
    before = recall;
    return step;
  });
}
