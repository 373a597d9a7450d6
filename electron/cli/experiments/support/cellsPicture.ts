/** Tables as small pictures, a pixel a cell. */
import { colourBytes, colourCount } from '#core/colour/colourMap.ts';
import { encodeIndexedPng, type Rgb } from '#core/formats/pngWrite.ts';

const bytes = colourBytes('viridis');
const palette = Array.from({ length: colourCount }, (_, i): Rgb => [
  bytes[4 * i],
  bytes[4 * i + 1],
  bytes[4 * i + 2],
]);

/**
 * A PNG of (L, L) pixels with u to the right and v upwards.
 *
 * @param table (L, L), first axis u
 * @param range values from -range to range take the colours from dark to light; beyond it they stay at the ends
 */
export function cellsPicture(table: readonly number[], cells: number, range: number): Uint8Array {
  const indices = Uint8Array.from({ length: cells * cells }, (_, at) => {
    const [row, column] = [Math.floor(at / cells), at % cells];
    const share = (table[column * cells + (cells - 1 - row)] + range) / (2 * range);
    return Math.round(Math.max(0, Math.min(1, share)) * (colourCount - 1));
  });
  return encodeIndexedPng({ width: cells, height: cells, indices, palette });
}

/** All colours in a row. */
export function rampPicture(): Uint8Array {
  const indices = Uint8Array.from({ length: colourCount }, (_, i) => i);
  return encodeIndexedPng({ width: colourCount, height: 1, indices, palette });
}
