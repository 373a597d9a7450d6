/** A curve as the bytes of a file: the same for the command line and the export. */
import type { Curve } from '#core/contract/schemas.ts';
import { formatEstimator } from '#core/estimators/spec.ts';
import { operatingPoint } from '#core/metrics/precisionRecall.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import { curveFigure } from './curveFigure.ts';
import { scoringPart } from './documents.ts';
import { jsonDocument, type Json } from './json.ts';

export const curveFormats = ['csv', 'json', 'svg'] as const;
export type CurveFormat = (typeof curveFormats)[number];

/** What a curve's file may say besides the curve. */
export interface CurveContext {
  /** In which the picks were looked up, where that is known. */
  readonly frame?: number;
  /** Of the segmentation that goes with it: its operating point is told and marked. */
  readonly threshold?: number;
}

/** The curve with how its scores came about. */
export function curveDocument(map: ScoredMap, curve: Curve, context: CurveContext = {}): Json {
  const point = currentPoint(curve, context);
  return {
    ...scoringPart(map, context.frame),
    ...(point && { operating_point: { ...point } }),
    ...curve,
  };
}

export async function curveFile(
  map: ScoredMap,
  curve: Curve,
  format: CurveFormat,
  context: CurveContext = {},
): Promise<string> {
  switch (format) {
    case 'json':
      return jsonDocument(curveDocument(map, curve, context));
    case 'csv':
      return curveCsv(curve);
    case 'svg': {
      // Loaded when there is something to draw: the plotting library is a large one.
      const { figureSvg } = await import('../figures/figureSvg.ts');
      const estimator = formatEstimator(map.info);
      return figureSvg(
        curveFigure({
          points: curve.points,
          averagePrecision: curve.average_precision,
          bestF1: curve.best_f1,
          current: currentPoint(curve, context),
          title: `${map.sequence.name}, ${curve.object.name}, ${estimator} of ${map.info.signal}`,
          estimator,
        }),
      );
    }
  }
}

/** Exact on an exact sweep; on a stepped one that of the next step. */
const currentPoint = ({ points }: Curve, { threshold }: CurveContext) =>
  threshold === undefined ? undefined : operatingPoint(points, threshold);

function curveCsv({ points }: Curve): string {
  const rows = points.map(
    ({ threshold, precision, recall, f1 }) => `${threshold},${precision},${recall},${f1}\n`,
  );
  return `threshold,precision,recall,f1\n${rows.join('')}`;
}
