/**
 * The squared Euclidean distance from every pixel of a grid to the nearest source pixel, exact, in time linear
 * in the pixels: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8
 * (2012).
 *
 * @param isSource (height, width) row-major, non-zero at sources
 * @returns (height, width) squared distances in pixels; Infinity everywhere when there is no source
 */
export function squaredDistances(
  isSource: ArrayLike<number>,
  width: number,
  height: number,
): Float64Array {
  const distances = new Float64Array(width * height);
  columnDistances(isSource, width, height, distances);
  const row = new Float64Array(width);
  const parabolas = new Int32Array(width);
  const borders = new Float64Array(width + 1);
  for (let y = 0; y < height; y++) {
    row.set(distances.subarray(y * width, (y + 1) * width));
    lowerEnvelope(row, parabolas, borders, distances.subarray(y * width, (y + 1) * width));
  }
  return distances;
}

/** Squared distance to the nearest source of the same column. */
function columnDistances(
  isSource: ArrayLike<number>,
  width: number,
  height: number,
  out: Float64Array,
): void {
  const gaps = new Float64Array(width).fill(Infinity);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      gaps[x] = isSource[at] ? 0 : gaps[x] + 1;
      out[at] = gaps[x];
    }
  gaps.fill(Infinity);
  for (let y = height - 1; y >= 0; y--)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      gaps[x] = isSource[at] ? 0 : gaps[x] + 1;
      const gap = Math.min(out[at], gaps[x]);
      out[at] = gap * gap;
    }
}

/** out[q] = min over p of (q - p)^2 + f[p], by the lower envelope of the parabolas at p. */
function lowerEnvelope(
  f: Float64Array,
  parabolas: Int32Array,
  borders: Float64Array,
  out: Float64Array,
): void {
  let last = -1;
  for (let q = 0; q < f.length; q++) {
    if (f[q] === Infinity) continue;
    let border = -Infinity;
    while (last >= 0) {
      const p = parabolas[last];
      border = (f[q] + q * q - (f[p] + p * p)) / (2 * (q - p));
      if (border > borders[last]) break;
      last -= 1;
    }
    last += 1;
    parabolas[last] = q;
    borders[last] = last === 0 ? -Infinity : border;
  }
  if (last < 0) {
    out.fill(Infinity);
    return;
  }
  borders[last + 1] = Infinity;
  let k = 0;
  for (let q = 0; q < f.length; q++) {
    while (borders[k + 1] < q) k += 1;
    const p = parabolas[k];
    out[q] = (q - p) * (q - p) + f[p];
  }
}
