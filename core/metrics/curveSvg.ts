/** A precision-recall curve as a figure that stands alone. */
import type { OperatingPoint } from './precisionRecall.ts';

export interface CurveFigure {
  /** Thresholds ascending. */
  readonly points: readonly OperatingPoint[];
  readonly averagePrecision: number;
  readonly bestF1: OperatingPoint;
  /** The point of the threshold in use, where there is one. */
  readonly current?: OperatingPoint;
  /** One line above the axes, e.g. the sequence, the object and the estimator. */
  readonly title: string;
}

const size = { width: 480, height: 420, left: 56, right: 20, top: 44, bottom: 52 };
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

const lineColour = '#2563c9';

const xOf = (recall: number) => round(size.left + recall * (size.width - size.left - size.right));
const yOf = (precision: number) =>
  round(size.height - size.bottom - precision * (size.height - size.top - size.bottom));
const round = (value: number) => Math.round(value * 100) / 100;

/**
 * Precision against recall as an SVG document. The line has the steps whose area is the average precision: from
 * one operating point to the next of higher recall it runs at the precision of the latter. Marked are the point of
 * the best F1 (ring) and that of the threshold in use (disc). Equal input gives equal bytes.
 */
export function curveSvg(figure: CurveFigure): string {
  const { points, averagePrecision, bestF1, current, title } = figure;
  const { width, height } = size;
  const notes = [
    `average precision ${averagePrecision.toFixed(3)}`,
    `best F1 ${describe(bestF1)}`,
    ...(current ? [`F1 ${describe(current)}, in use`] : []),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1a1d21">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${size.left}" y="24" font-size="13" font-weight="600">${escape(title)}</text>
${axes()}
<path d="${path(points)}" fill="none" stroke="${lineColour}" stroke-width="2" stroke-linejoin="round"/>
${marker(bestF1, '#ffffff')}${current ? `\n${marker(current, lineColour)}` : ''}
${notes.map(note).join('\n')}
</svg>
`;
}

const describe = ({ f1, threshold }: OperatingPoint) =>
  `${f1.toFixed(3)} at threshold ${threshold.toFixed(3)}`;

const marker = ({ recall, precision }: OperatingPoint, fill: string) =>
  `<circle cx="${xOf(recall)}" cy="${yOf(precision)}" r="4.5" fill="${fill}" stroke="${lineColour}" stroke-width="2"/>`;

/** Lines of text in the lower left corner, where a good curve does not run. */
const note = (text: string, index: number, all: readonly string[]) =>
  `<text x="${size.left + 12}" y="${size.height - size.bottom - 12 - 18 * (all.length - 1 - index)}">${text}</text>`;

function axes(): string {
  const [left, right, top, bottom] = [xOf(0), xOf(1), yOf(1), yOf(0)];
  const grid = ticks.flatMap((tick) => [
    `<line x1="${left}" x2="${right}" y1="${yOf(tick)}" y2="${yOf(tick)}" stroke="#e3e6ea"/>`,
    `<line y1="${top}" y2="${bottom}" x1="${xOf(tick)}" x2="${xOf(tick)}" stroke="#e3e6ea"/>`,
    `<text x="${left - 8}" y="${yOf(tick) + 4}" text-anchor="end">${tick.toFixed(1)}</text>`,
    `<text x="${xOf(tick)}" y="${bottom + 18}" text-anchor="middle">${tick.toFixed(1)}</text>`,
  ]);
  return [
    ...grid,
    `<rect x="${left}" y="${top}" width="${round(right - left)}" height="${round(bottom - top)}" fill="none" stroke="#8a919b"/>`,
    `<text x="${round((left + right) / 2)}" y="${bottom + 40}" text-anchor="middle">recall</text>`,
    `<text x="16" y="${round((top + bottom) / 2)}" text-anchor="middle" transform="rotate(-90 16 ${round((top + bottom) / 2)})">precision</text>`,
  ].join('\n');
}

/** From high thresholds to low: recall grows from 0, and each step has the precision of the point that it reaches. */
function path(points: readonly OperatingPoint[]): string {
  let text = '';
  for (const { precision, recall } of [...points].reverse())
    text += `${text === '' ? `M${xOf(0)} ` : 'V'}${yOf(precision)}H${xOf(recall)}`;
  return text;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]);
