/** Tables as small pictures. */
import { colourBytes, colourCount } from '#core/colour/colourMap.ts';
import { cellsAlong } from '#core/infonet/discriminantTable.ts';
import { encodeIndexedPng, type Rgb } from '#core/formats/pngWrite.ts';

const bytes = colourBytes('viridis');
const palette = Array.from({ length: colourCount }, (_, i): Rgb => [
  bytes[4 * i],
  bytes[4 * i + 1],
  bytes[4 * i + 2],
]);

/** Pixels along each side: cells may differ in width. */
const size = 128;

/**
 * A PNG with u to the right and v upwards.
 *
 * @param table (L, L), first axis u
 * @param edges (L + 1) borders of the cells
 * @param range values from -range to range take the colours from dark to light; beyond it they stay at the ends
 */
export function cellsPicture(
  table: readonly number[],
  edges: readonly number[],
  range: number,
): Uint8Array {
  const cells = cellsAlong(edges, size);
  const indices = Uint8Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    const value = table[cells[column] * (edges.length - 1) + cells[size - 1 - row]];
    const share = (value + range) / (2 * range);
    return Math.round(Math.max(0, Math.min(1, share)) * (colourCount - 1));
  });
  return encodeIndexedPng({ width: size, height: size, indices, palette });
}

/** All colours in a row. */
export function rampPicture(): Uint8Array {
  const indices = Uint8Array.from({ length: colourCount }, (_, i) => i);
  return encodeIndexedPng({ width: colourCount, height: 1, indices, palette });
}
