import { describe, expect, it } from 'vitest';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import type { Figure } from '#electron/host/figures/figure.ts';
import { figureSvg } from '#electron/host/figures/figureSvg.ts';

const png = encodeIndexedPng({
  width: 2,
  height: 2,
  indices: Uint8Array.of(0, 1, 1, 0),
  palette: [
    [0, 0, 0],
    [255, 255, 255],
  ],
});

const figure: Figure = {
  title: 'Errors & "floors"',
  columns: 2,
  panelSize: { width: 300, height: 200 },
  ramp: { png, low: '0', high: '3 nats' },
  panels: [
    {
      title: 'left',
      x: { label: 'correlation ρ', domain: [0, 1] },
      y: { label: 'mutual information, nats', domain: [0, 2] },
      layers: [
        { kind: 'band', colour: '#112233', points: [[0, 0, 1], [1, 1, 2]] }, // prettier-ignore
        { kind: 'line', colour: '#112233', label: 'InfoNet', marked: true, points: [[0, 0], [1, 2]] }, // prettier-ignore
        { kind: 'dots', colour: '#445566', label: 'KSG <k>', points: [[0.5, 1]] },
      ],
    },
    {
      title: 'right',
      x: { label: 'x' },
      y: { label: 'y', names: ['one', 'two'] },
      layers: [
        { kind: 'cells', png },
        { kind: 'line', colour: '#112233', label: 'InfoNet', points: [[0, 0], [1, 1]] }, // prettier-ignore
      ],
    },
  ],
};

describe('figureSvg', () => {
  it('gives the same bytes every time, without ids', () => {
    const first = figureSvg(figure);
    expect(figureSvg(figure)).toBe(first);
    expect(first).not.toMatch(/\sid=/);
    expect(first).not.toContain('url(#');
  });

  it('writes labels with their units, names, and every series once in the legend', () => {
    const svg = figureSvg(figure);
    for (const text of ['correlation ρ', 'mutual information, nats', 'left', 'right', 'one', 'two'])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg.split('>InfoNet</text>')).toHaveLength(2);
    expect(svg).toContain('KSG &lt;k&gt;');
    expect(svg).toContain('Errors &amp; &quot;floors&quot;');
  });

  it('places points by the axes: the middle of both domains is the middle of the frame', () => {
    const svg = figureSvg({ ...figure, panels: [figure.panels[0]], columns: 1 });
    // Margins 58 and 18 on a width of 300, 14 and 44 on a height of 200.
    expect(svg).toContain(`d="M${(58 + 282) / 2},${(14 + 156) / 2}h0"`);
  });

  it('stands on white, so that it reads on a dark page', () => {
    expect(figureSvg(figure)).toMatch(/<rect [^>]*fill="#ffffff"/);
  });

  it('rounds coordinates to two decimals and leaves pictures alone', () => {
    const svg = figureSvg(figure);
    expect(svg.replace(/="data:[^"]*"/g, '')).not.toMatch(/="[^"]*\d\.\d{3}/);
    expect(svg).toContain(Buffer.from(png).toString('base64'));
  });
});
