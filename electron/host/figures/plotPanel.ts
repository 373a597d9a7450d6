/** The one file that touches Observable Plot and its headless document. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Axis, Layer, Panel, Point } from './figure.ts';

/** Room around the axes, pixels. */
const margins = { top: 14, right: 18, bottom: 44, left: 58 };
const gridColour = '#e3e6ea';
const axisColour = '#8a919b';

/**
 * Draws one panel as an `<svg>` of the size given.
 *
 * Equal input gives equal text: marks that would need ids from Plot's counter (markers, clips) are not used.
 */
export function plotPanel(panel: Panel, size: { width: number; height: number }): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const x = withLogTicks(panel.x, extent(panel.layers, 'x'));
  const y = withLogTicks(panel.y, extent(panel.layers, 'y'));
  const longest = Math.max(0, ...(y.names ?? []).map((name) => name.length));
  const left = y.names ? 24 + Math.ceil(6.4 * longest) : margins.left;
  const inner = {
    width: size.width - left - margins.right,
    height: size.height - margins.top - margins.bottom,
  };
  const plot = Plot.plot({
    document: document as unknown as Document,
    ...size,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: left,
    x: scaleOf(x, false),
    y: scaleOf(y, true),
    style: { fontSize: '12px', background: 'none' },
    marks: [
      ...(panel.layers.some(({ kind }) => kind === 'cells')
        ? []
        : [
            Plot.gridX({ ...ticksOf(x), stroke: gridColour, strokeOpacity: 1 }),
            Plot.gridY({ ...ticksOf(y), stroke: gridColour, strokeOpacity: 1 }),
          ]),
      ...panel.layers.flatMap((layer) => marksOf(layer, inner)),
      Plot.frame({ stroke: axisColour }),
      Plot.axisX({ ...axisOf(x), labelAnchor: 'center', labelArrow: 'none' }),
      Plot.axisY({
        ...axisOf(y),
        label: y.names ? null : y.label,
        labelAnchor: 'center',
        labelArrow: 'none',
      }),
    ],
  });
  plot.querySelector('style')?.remove();
  return plot.outerHTML;
}

/** The lowest and the highest value along an axis; undefined for none. */
function extent(layers: readonly Layer[], axis: 'x' | 'y'): [number, number] | undefined {
  const values = layers.flatMap((layer) => {
    if (layer.kind === 'cells') return [];
    return layer.points.flatMap(([x, ...ys]) => (axis === 'x' ? [x] : ys));
  });
  return values.length > 0 ? [Math.min(...values), Math.max(...values)] : undefined;
}

/** Logarithmic axes get ticks at 1, 2 and 5 times the powers of ten, written as plain numbers, and a little room. */
function withLogTicks(axis: Axis, found: readonly [number, number] | undefined): Axis {
  const span = axis.domain ?? found;
  if (axis.scale !== 'log' || !span) return axis;
  const domain = axis.domain ?? ([span[0] / 1.1, span[1] * 1.1] as const);
  const powers = Array.from({ length: 25 }, (_, i) => 10 ** (i - 12));
  const ticks = powers
    .flatMap((power) => [1, 2, 5].map((step) => step * power))
    .filter((tick) => tick >= domain[0] && tick <= domain[1]);
  const format = (value: number) => String(Number(value.toPrecision(3)));
  return { ticks, format, ...axis, domain };
}

function scaleOf({ domain, scale, names }: Axis, downwards: boolean): Plot.ScaleOptions {
  if (names) {
    // Half a step of room at both ends, and the first name on top.
    const ends = [-0.5, names.length - 0.5];
    return { type: 'linear', domain: downwards ? ends.reverse() : ends };
  }
  return {
    type: scale ?? 'linear',
    ...(domain ? { domain: [...domain] } : { nice: scale !== 'log' }),
  };
}

const ticksOf = ({ ticks, names }: Axis) =>
  names ? { ticks: names.map((_, i) => i) } : ticks ? { ticks: [...ticks] } : {};

function axisOf(axis: Axis) {
  const { label, names, format } = axis;
  const written = names ? (value: number) => names[value] ?? '' : format;
  return {
    ...ticksOf(axis),
    label,
    stroke: 'currentColor',
    strokeWidth: 0,
    tickSize: 0,
    tickPadding: 7,
    ...(written && { tickFormat: written }),
  };
}

function marksOf(layer: Layer, inner: { width: number; height: number }): Plot.Markish[] {
  switch (layer.kind) {
    case 'line':
      return [
        Plot.line(copy(layer.points), {
          stroke: layer.colour,
          strokeWidth: 1.8,
          ...(layer.dashed && { strokeDasharray: '5 4' }),
        }),
        ...(layer.marked
          ? [Plot.dot(copy(layer.points), { fill: layer.colour, r: 2.6, sort: null })]
          : []),
      ];
    case 'dots':
      return [
        layer.hollow
          ? Plot.dot(copy(layer.points), {
              r: layer.radius ?? 2.6,
              stroke: layer.colour,
              fill: 'white',
            })
          : discs(layer, layer.radius ?? 2.6),
      ];
    case 'band':
      return [
        Plot.areaY(layer.points, {
          x: ([x]: readonly number[]) => x,
          y1: ([, low]: readonly number[]) => low,
          y2: ([, , high]: readonly number[]) => high,
          fill: layer.colour,
          fillOpacity: 0.15,
        }),
      ];
    case 'cells':
      return [
        Plot.image([layer], {
          src: () => `data:image/png;base64,${Buffer.from(layer.png).toString('base64')}`,
          frameAnchor: 'middle',
          ...inner,
          preserveAspectRatio: 'none',
          imageRendering: 'pixelated',
        }),
      ];
  }
}

/** All points as one path of dots: a third of the bytes of a circle each. */
function discs(
  { points, colour, opacity }: { points: readonly Point[]; colour: string; opacity?: number },
  radius: number,
) {
  return Plot.dot(copy(points), {
    r: radius,
    sort: null,
    render(index, _scales, { x = [], y = [] }, _dimensions, { document }) {
      const path = (document as unknown as SvgDocument).createElementNS(svgNamespace, 'path');
      const dot = (i: number) => `M${tenth(x[i])},${tenth(y[i])}h0`;
      path.setAttribute('d', Array.from(index, dot).join(''));
      path.setAttribute('stroke', colour);
      path.setAttribute('stroke-width', String(2 * radius));
      path.setAttribute('stroke-linecap', 'round');
      if (opacity !== undefined) path.setAttribute('stroke-opacity', String(opacity));
      return path;
    },
  });
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What is used of a document; this layer has no DOM types. */
interface SvgDocument {
  createElementNS(namespace: string, name: string): NonNullable<ReturnType<Plot.RenderFunction>>;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Plot takes mutable tuples. */
const copy = (points: readonly (readonly [number, number])[]): [number, number][] =>
  points.map(([x, y]) => [x, y]);
