import { expect, it } from 'vitest';
import { colourBytes, colourMapNames, cssColour } from '#core/colour/colourMap.ts';

/** Relative luminance of an sRGB colour, WCAG 2. */
function luminance(bytes: Uint8Array, index: number): number {
  const [r, g, b] = [0, 1, 2].map((channel) => {
    const value = bytes[4 * index + channel] / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

it("has matplotlib's ends", () => {
  expect([cssColour('viridis', 0), cssColour('viridis', 1)]).toEqual(['#440154', '#fde725']);
  expect([cssColour('magma', 0), cssColour('magma', 1)]).toEqual(['#000004', '#fcfdbf']);
  expect([cssColour('cividis', 0), cssColour('cividis', 1)]).toEqual(['#00224e', '#fee838']);
  expect(cssColour('viridis', 7)).toBe('#fde725');
});

it.each(colourMapNames)('%s grows brighter all the way, so that it reads in grey too', (name) => {
  const bytes = colourBytes(name);
  expect(bytes).toHaveLength(1024);
  for (let i = 8; i < 256; i += 8)
    expect(luminance(bytes, i)).toBeGreaterThan(luminance(bytes, i - 8));
});
