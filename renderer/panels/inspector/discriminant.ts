/** The discriminant table as it is drawn. Pure. */

/** Nats at which the colours are full, on both sides: ranks that meet 20 times as often as by chance, or a 20th. */
export const fullNats = 3;

/**
 * The table with its free constant fixed, so that 0 means as often as if the two were independent: the mean of
 * exp(table) over the cells, which is what independent ranks give, becomes 1.
 */
export function againstChance(table: readonly number[]): number[] {
  const highest = table.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = table.reduce((total, value) => total + Math.exp(value - highest), 0);
  const constant = highest + Math.log(sum / table.length);
  return table.map((value) => value - constant);
}

/**
 * The table as an image: first axis to the right, second upwards; transparent where it is as by chance.
 *
 * @param more RGBA (0..255) of what happens more often than by chance; `less` of what happens less often
 * @returns (cells, cells, 4) RGBA, top row first
 */
export function tablePixels(
  table: readonly number[],
  cells: number,
  more: readonly number[],
  less: readonly number[],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(cells * cells * 4);
  againstChance(table).forEach((value, index) => {
    const [column, row] = [Math.floor(index / cells), cells - 1 - (index % cells)];
    const at = 4 * (row * cells + column);
    const colour = value > 0 ? more : less;
    pixels.set(colour, at);
    pixels[at + 3] = colour[3] * Math.min(1, Math.abs(value) / fullNats);
  });
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
