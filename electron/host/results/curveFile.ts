/** A curve as the bytes of a file: the same for the command line and the export. */
import type { Curve } from '#core/contract/schemas.ts';
import { curveSvg } from '#core/metrics/curveSvg.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import { jsonDocument, type Json } from './json.ts';
import { scoringPart } from './documents.ts';

export const curveFormats = ['csv', 'json', 'svg'] as const;
export type CurveFormat = (typeof curveFormats)[number];

/**
 * The curve with how its scores came about.
 *
 * @param frame in which the picks were looked up, where that is known
 */
export function curveDocument(map: ScoredMap, curve: Curve, frame?: number): Json {
  return { ...scoringPart(map, frame), ...curve };
}

export function curveFile(
  map: ScoredMap,
  curve: Curve,
  format: CurveFormat,
  frame?: number,
): string {
  switch (format) {
    case 'json':
      return jsonDocument(curveDocument(map, curve, frame));
    case 'csv':
      return curveCsv(curve);
    case 'svg':
      return curveSvg({
        points: curve.points,
        averagePrecision: curve.average_precision,
        bestF1: curve.best_f1,
        title: `${map.sequence.name}, ${curve.object.name}, ${map.info.estimator} of ${map.info.signal}`,
      });
  }
}

function curveCsv({ points }: Curve): string {
  const rows = points.map(
    ({ threshold, precision, recall, f1 }) => `${threshold},${precision},${recall},${f1}\n`,
  );
  return `threshold,precision,recall,f1\n${rows.join('')}`;
}
