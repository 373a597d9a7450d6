/** The discriminant table as it is drawn. Pure. */
import { againstChance, cellsAlong } from '#core/infonet/discriminantTable.ts';

/** Nats at which the colours are full, on both sides: ranks that meet 20 times as often as by chance, or a 20th. */
export const fullNats = 3;

/**
 * The table as an image: first axis to the right, second upwards; transparent where it is as by chance.
 *
 * @param edges (L + 1) borders of the cells
 * @param size pixels along each side
 * @param more RGBA (0..255) of what happens more often than by chance; `less` of what happens less often
 * @returns (size, size, 4) RGBA, top row first
 */
export function tablePixels(
  table: readonly number[],
  edges: readonly number[],
  size: number,
  more: readonly number[],
  less: readonly number[],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(size * size * 4);
  const values = againstChance(table, edges);
  const cells = cellsAlong(edges, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values[cells[column] * (edges.length - 1) + cells[size - 1 - row]];
      const at = 4 * (row * size + column);
      const colour = value > 0 ? more : less;
      pixels.set(colour, at);
      pixels[at + 3] = colour[3] * Math.min(1, Math.abs(value) / fullNats);
    }
  }
  return pixels;
}

/** Dots at places in the unit square, as one path of an SVG of `size` units: first axis right, second upwards. */
export function dotsPath(u: readonly number[], v: readonly number[], size: number): string {
  const place = (share: number) => (share * size).toFixed(1);
  return u.map((share, i) => `M${place(share)} ${place(1 - v[i])}h0`).join('');
}

/** Index of the last told frame at or before a frame; 0 before the first. */
export function toldAt(frames: readonly number[], frame: number): number {
  const after = frames.findIndex((told) => told > frame);
  return after === -1 ? frames.length - 1 : Math.max(0, after - 1);
}
