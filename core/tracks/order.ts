/** In which order points are scored, so that the first scores already show the whole picture. */

/** Cells along a side of the grid that positions are sorted on: 2^10, about a pixel of a video frame. */
const cellBits = 10;

/**
 * All points, coarse to fine: whatever prefix of the order is taken, its points lie spread over the area. Points
 * are sorted along a Z-order curve, which keeps neighbours together, and then visited by bit-reversed steps
 * (van der Corput), which spreads each prefix evenly along the curve.
 *
 * @param x (K) positions; nan, of points that are hidden, lies at the area's edge
 * @param y (K)
 * @returns (K) a permutation of 0..K-1; depends on the positions alone, ties in the points' own order
 */
export function coarseToFine(x: Float64Array, y: Float64Array): Uint32Array {
  const count = x.length;
  const [column, row] = [cells(x), cells(y)];
  const curve = Uint32Array.from({ length: count }, (_, point) => point);
  const keys = curve.map((point) => interleave(column[point], row[point]));
  curve.sort((a, b) => keys[a] - keys[b] || a - b);

  const bits = Math.max(1, Math.ceil(Math.log2(count)));
  const order = new Uint32Array(count);
  let next = 0;
  for (let step = 0; next < count; step++) {
    const place = reverseBits(step, bits);
    if (place < count) order[next++] = curve[place];
  }
  return order;
}

/** Each coordinate's cell of 2^cellBits between the smallest and the largest. */
function cells(values: Float64Array): Uint32Array {
  const low = values.reduce((a, b) => (b < a ? b : a), Infinity);
  const high = values.reduce((a, b) => (b > a ? b : a), -Infinity);
  const scale = high > low ? (2 ** cellBits - 1) / (high - low) : 0;
  return Uint32Array.from(values, (value) => (value - low) * scale);
}

/** The bits of both numbers in turn: the place on the Z-order curve. */
function interleave(column: number, row: number): number {
  let key = 0;
  for (let bit = 0; bit < cellBits; bit++)
    key |= (((column >> bit) & 1) << (2 * bit)) | (((row >> bit) & 1) << (2 * bit + 1));
  return key;
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) reversed = (reversed << 1) | ((value >> bit) & 1);
  return reversed;
}
