/** Figures as SVG documents that stand alone, on white, so that they read the same on a light page and a dark one. */
import type { Figure, Layer } from './figure.ts';
import { plotPanel } from './plotPanel.ts';

const edge = 16;
const titleHeight = 24;
const legendRow = 20;
const panelTitleHeight = 20;
const gap = 12;
/** Average width of a character of 12 pixels in the usual sans-serif faces, a little on the wide side. */
const characterWidth = 6.6;
const swatch = 26;

/**
 * Draws a figure. Equal input gives equal bytes: no ids, no dates, two decimals.
 *
 * @returns the text of an `.svg` file
 */
export function figureSvg(figure: Figure): string {
  const { title, panels, columns = 1, panelSize = { width: 640, height: 400 }, ramp } = figure;
  const rows = Math.ceil(panels.length / columns);
  const titled = panels.some((panel) => panel.title !== undefined) ? panelTitleHeight : 0;
  const width = 2 * edge + columns * panelSize.width + (columns - 1) * gap;
  const legend = legendOf(figure, width - 2 * edge);
  const top = edge + titleHeight + legend.height + 4;
  const height = top + rows * (panelSize.height + titled) + (rows - 1) * gap + edge;
  const drawn = panels.map((panel, i) => {
    const x = edge + (i % columns) * (panelSize.width + gap);
    const y = top + Math.floor(i / columns) * (panelSize.height + titled + gap);
    const heading = panel.title
      ? `<text x="${x + 58}" y="${y + 14}" font-weight="600">${escapeXml(panel.title)}</text>\n`
      : '';
    const plot = plotPanel(panel, panelSize).replace(
      '<svg ',
      `<svg x="${x}" y="${y + titled}" overflow="visible" `,
    );
    return heading + plot;
  });
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" color="#1a1d21" fill="#1a1d21">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="#d5d9de"/>`,
    `<text x="${edge}" y="${edge + 13}" font-size="14" font-weight="600">${escapeXml(title)}</text>`,
    `<g transform="translate(${edge},${edge + titleHeight})">${legend.drawn}${ramp ? rampOf(ramp, legend.rampAt) : ''}</g>`,
    ...drawn,
    '</svg>\n',
  ];
  return rounded(parts.join('\n'));
}

/** Each label once, in the order of the layers, in as many rows as the width asks for. */
function legendOf({ panels, ramp }: Figure, width: number) {
  const seen = new Map<string, Exclude<Layer, { kind: 'cells' }>>();
  for (const layer of panels.flatMap((panel) => panel.layers))
    if (layer.kind !== 'cells' && layer.label !== undefined && !seen.has(layer.label))
      seen.set(layer.label, layer);
  let [x, row] = [0, 0];
  const drawn: string[] = [];
  for (const [label, layer] of seen) {
    const needed = swatch + 6 + label.length * characterWidth + 16;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const y = row * legendRow + 8;
    drawn.push(swatchOf(layer, round(x), y));
    drawn.push(`<text x="${round(x + swatch + 6)}" y="${y + 4}">${escapeXml(label)}</text>`);
    x += needed;
  }
  const rows = seen.size > 0 || ramp ? row + 1 : 0;
  return { drawn: drawn.join(''), height: rows * legendRow, rampAt: [x, row * legendRow] as const };
}

function swatchOf(layer: Exclude<Layer, { kind: 'cells' }>, x: number, y: number): string {
  const middle = x + swatch / 2;
  switch (layer.kind) {
    case 'line':
      return (
        `<path d="M${x},${y}h${swatch}" fill="none" stroke="${layer.colour}" stroke-width="1.8"${layer.dashed ? ' stroke-dasharray="5 4"' : ''}/>` +
        (layer.marked ? `<circle cx="${middle}" cy="${y}" r="2.6" fill="${layer.colour}"/>` : '')
      );
    case 'dots':
      return `<circle cx="${middle}" cy="${y}" r="3.2" ${layer.hollow ? `fill="white" stroke="${layer.colour}" stroke-width="1.5"` : `fill="${layer.colour}"`}/>`;
    case 'band':
      return `<rect x="${x}" y="${y - 5}" width="${swatch}" height="10" fill="${layer.colour}" fill-opacity="0.15"/>`;
  }
}

function rampOf(
  { png, low, high }: NonNullable<Figure['ramp']>,
  [x, y]: readonly [number, number],
): string {
  const at = x + low.length * characterWidth + 6;
  return [
    `<text x="${x}" y="${y + 12}">${escapeXml(low)}</text>`,
    `<image x="${round(at)}" y="${y + 2}" width="120" height="12" preserveAspectRatio="none" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`,
    `<text x="${round(at + 128)}" y="${y + 12}">${escapeXml(high)}</text>`,
  ].join('');
}

/** Two decimals in attributes: sharper than any screen, and a fraction of the bytes. */
const rounded = (svg: string): string =>
  svg.replace(/="[^"]*"/g, (attribute) =>
    attribute.startsWith('="data:')
      ? attribute
      : attribute.replace(/-?\d+\.\d{3,}(e-\d+)?/g, (number) => String(round(Number(number)))),
  );

const round = (value: number) => Math.round(value * 100) / 100;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]);
