import { useEffect, useMemo, useRef, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import type { Curve } from '#core/contract/schemas.ts';
import { operatingPoint, type OperatingPoint } from '#core/metrics/precisionRecall.ts';
import { formatFine } from '../../components/format.ts';
import { useStores } from '../../state/context.ts';
import { curvePath, nearestOnCurve, plot, xOf, yOf } from './curveGeometry.ts';
import { useComparisonRows, type ComparisonRow } from './useComparisonRows.ts';

const ticks = [0, 0.25, 0.5, 0.75, 1];
const label = (tick: number) =>
  tick === 0 || tick === 1 ? String(tick) : tick.toFixed(2).slice(1);

/**
 * Precision over recall. The dot is the threshold, the ring the threshold under the pointer (here or over the
 * histogram) or of the hovered point. Clicking sets the threshold of the nearest point.
 */
export function CurvePlot({ curve }: { readonly curve: Curve | undefined }) {
  const { threshold, picks, map, comparison } = useStores();
  const rows = useComparisonRows();
  const lit = useStore(comparison, (state) => state.lit);
  const main = rows.find(({ isMain }) => isMain);
  const others = rows.filter(({ isMain, curve }) => !isMain && curve);
  const svg = useRef<SVGSVGElement>(null);
  const dot = useRef<SVGCircleElement>(null);
  const ring = useRef<SVGCircleElement>(null);
  const note = useRef<SVGTextElement>(null);
  const path = useMemo(() => curve && curvePath(curve.points), [curve]);

  // Follows drags and the pointer without rendering.
  useEffect(() => {
    if (!curve) return undefined;
    const place = (circle: SVGCircleElement | null, point: OperatingPoint | undefined) => {
      circle?.setAttribute('visibility', point ? 'visible' : 'hidden');
      if (!point) return;
      circle?.setAttribute('cx', String(xOf(point.recall)));
      circle?.setAttribute('cy', String(yOf(point.precision)));
    };
    const follow = () => {
      const { value, hovered } = threshold.getState();
      place(dot.current, operatingPoint(curve.points, value));
      const track = picks.getState().hovered;
      const score = hovered ?? (track === undefined ? undefined : map.getState().scores?.[track]);
      const point =
        score === undefined || Number.isNaN(score)
          ? undefined
          : operatingPoint(curve.points, score);
      place(ring.current, point);
      if (note.current) note.current.textContent = point ? describe(point) : '';
    };
    follow();
    const ends = [threshold.subscribe(follow), picks.subscribe(follow)];
    return () => ends.forEach((end) => end());
  }, [threshold, picks, map, curve]);

  const pointAt = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = svg.current!.getBoundingClientRect();
    const [x, y] = [
      ((clientX - left) / Math.max(1, width)) * plot.width,
      ((clientY - top) / Math.max(1, height)) * plot.height,
    ];
    return curve && nearestOnCurve(curve.points, x, y);
  };
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    const point = event.button === 0 ? pointAt(event) : undefined;
    if (!point) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    threshold.getState().set(point.threshold);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const point = pointAt(event);
    if (!point) return;
    if (event.buttons & 1) threshold.getState().set(point.threshold);
    threshold.getState().hover(point.threshold);
  };

  return (
    <svg
      ref={svg}
      className="curve"
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      role="img"
      aria-label={describeCurves(curve, others)}
      style={{ color: main?.style.colour }}
      data-lit={lit !== undefined && others.length > 0}
      data-empty={!curve}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => threshold.getState().hover(undefined)}
    >
      <Axes />
      {others.map((row) => (
        <OtherCurve key={row.estimator} row={row} lit={lit === row.estimator} />
      ))}
      {curve && (
        <>
          <path
            className="curve-line main"
            d={path}
            data-lit={lit === main?.estimator}
            strokeDasharray={main?.style.dash}
          />
          <circle
            className="curve-best"
            cx={xOf(curve.best_f1.recall)}
            cy={yOf(curve.best_f1.precision)}
            r={3}
          >
            <title>Best F1 {curve.best_f1.f1.toFixed(3)}</title>
          </circle>
          <circle ref={ring} className="curve-ring" r={5} visibility="hidden" />
          <circle ref={dot} className="curve-dot" r={5} />
          <text
            ref={note}
            className="curve-note"
            x={plot.left + 8}
            y={plot.height - plot.bottom - 8}
          />
        </>
      )}
    </svg>
  );
}

/** A compared estimator's curve, beneath the main one. */
function OtherCurve({ row, lit }: { readonly row: ComparisonRow; readonly lit: boolean }) {
  const { curve, style, state } = row;
  const path = useMemo(() => curve && curvePath(curve.points), [curve]);
  return (
    <path
      className="curve-line"
      d={path}
      data-lit={lit}
      data-partial={state?.kind !== 'done'}
      style={{ stroke: style.colour }}
      strokeDasharray={style.dash}
    />
  );
}

/** For those who do not see it; the table beneath has the numbers one by one. */
function describeCurves(curve: Curve | undefined, others: readonly ComparisonRow[]): string {
  const main = curve
    ? `Precision-recall curve, average precision ${curve.average_precision.toFixed(3)}`
    : 'Precision-recall curve, empty';
  if (others.length === 0) return main;
  return `${main}; compared with ${others.map(({ label }) => label).join(', ')}`;
}

const describe = ({ threshold, precision, recall }: OperatingPoint) =>
  `${formatFine(threshold)}: P ${precision.toFixed(2)}, R ${recall.toFixed(2)}`;

function Axes() {
  const [left, right, top, bottom] = [xOf(0), xOf(1), yOf(1), yOf(0)];
  return (
    <g className="curve-axes" aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={yOf(tick)} y2={yOf(tick)} />
          <line x1={xOf(tick)} x2={xOf(tick)} y1={top} y2={bottom} />
          <text x={left - 5} y={yOf(tick) + 3.5} textAnchor="end">
            {label(tick)}
          </text>
          <text x={xOf(tick)} y={bottom + 13} textAnchor={tick === 1 ? 'end' : 'middle'}>
            {label(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={plot.height - 3} textAnchor="middle">
        recall
      </text>
      <text x={-(top + bottom) / 2} y={10} textAnchor="middle" transform="rotate(-90)">
        precision
      </text>
    </g>
  );
}
