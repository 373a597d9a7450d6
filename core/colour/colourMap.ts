import { colourTables, type ColourMapName } from './tables.ts';

/** In the order in which they are offered; the first is the default. */
export const colourMapNames = Object.keys(colourTables) as ColourMapName[];

/** Colours in a table. */
export const colourCount = 256;

/** A colour map as (256, 4) bytes RGBA, opaque, low to high: the texture that shaders look scores up in. */
export function colourBytes(name: ColourMapName): Uint8Array<ArrayBuffer> {
  const hex = colourTables[name];
  const bytes = new Uint8Array(colourCount * 4);
  for (let i = 0; i < colourCount; i++) {
    for (let channel = 0; channel < 3; channel++) {
      const at = 6 * i + 2 * channel;
      bytes[4 * i + channel] = Number.parseInt(hex.slice(at, at + 2), 16);
    }
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}

/**
 * The colour of a value as CSS: the nearest entry of the table.
 *
 * @param share place in the range, 0 to 1; clamped
 */
export function cssColour(name: ColourMapName, share: number): string {
  const index = Math.round(Math.max(0, Math.min(1, share)) * (colourCount - 1));
  return `#${colourTables[name].slice(6 * index, 6 * index + 6)}`;
}
