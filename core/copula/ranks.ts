/** Doubled midranks: ties share the mean of the ranks that they cover, twice that is an integer. */
export type RankArray = Uint16Array | Uint32Array;

/** Doubled ranks reach 2T; up to this T they fit 16 bits. */
const shortLimit = 0x7fff;

/** Room for the doubled ranks of T values. */
export const createRankArray = (count: number): RankArray =>
  count <= shortLimit ? new Uint16Array(count) : new Uint32Array(count);

/**
 * Doubled midranks of T finite values: an element's doubled rank is (values below it) + (values up to and
 * including its equals) + 1, an integer in 2..2T. Without ties they are 2, 4, ..., 2T; all equal gives T + 1
 * throughout. The empirical copula's coordinate is u = (doubled - 1) / (2T), in the open interval (0, 1).
 *
 * @param values (T), without nan; -0 equals 0
 * @returns (T) 16-bit where 2T fits, else 32-bit
 */
export function doubledMidranks(values: Float64Array): RankArray {
  const count = values.length;
  const ranks = createRankArray(count);
  const order = ascendingOrder(values);
  for (let start = 0; start < count;) {
    const value = values[order[start]];
    let end = start + 1;
    while (end < count && values[order[end]] === value) end += 1;
    for (let i = start; i < end; i++) ranks[order[i]] = start + end + 1;
    start = end;
  }
  return ranks;
}

/** (T) indices of the values, without nan, in ascending order; equal ones in the order of their indices. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  return orderByBuckets(values) ?? orderByRadix(values);
}

/** Moves a value over which sorting within buckets gives up. */
const mostMovesPerValue = 16;

/**
 * Indices of the values in ascending order, by as many equal buckets as there are values and insertion within them:
 * a few passes where values spread over their range, as positions along a path do.
 *
 * @returns undefined where they do not (or are not all finite): the work would grow with the square of T
 */
function orderByBuckets(values: Float64Array): Uint32Array | undefined {
  const count = values.length;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = (count - 1) / (high - low);
  if (!(scale > 0 && scale < Infinity)) return undefined;
  // Signed: see `Counts` for what elements beyond small integers cost.
  const bucketOf = new Int32Array(count);
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const bucket = ((values[i] - low) * scale) | 0;
    bucketOf[i] = bucket;
    starts[bucket + 1] += 1;
  }
  for (let b = 0; b < count; b++) starts[b + 1] += starts[b];
  const order = new Uint32Array(count);
  const sorted = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = starts[bucketOf[i]]++;
    order[at] = i;
    sorted[at] = values[i];
  }
  let moves = 0;
  const most = mostMovesPerValue * count;
  for (let i = 1; i < count; i++) {
    const value = sorted[i];
    if (sorted[i - 1] <= value) continue;
    const index = order[i];
    let at = i;
    do {
      sorted[at] = sorted[at - 1];
      order[at] = order[at - 1];
      at -= 1;
    } while (at > 0 && sorted[at - 1] > value);
    sorted[at] = value;
    order[at] = index;
    moves += i - at;
    if (moves > most) return undefined;
  }
  return order;
}

/** One byte a pass: 256 counters stay in the first-level cache. */
const buckets = 256;

/**
 * Indices of the values in ascending order, by a radix sort over the bytes of their order-preserving bit
 * patterns. Bytes that all values share are skipped: what was stored as float16 or float32 has many zero ones,
 * which makes this several times faster than sorting by comparison, and every trajectory is ranked once.
 */
function orderByRadix(values: Float64Array): Uint32Array {
  const count = values.length;
  const words = new Uint32Array(2 * count);
  const numbers = new Float64Array(words.buffer);
  // Adding zero turns -0 into 0, whose bits differ though they are equal.
  for (let i = 0; i < count; i++) numbers[i] = values[i] + 0;
  const [high, low] = littleEndian ? [1, 0] : [0, 1];
  let lowDiffers = 0;
  let highDiffers = 0;
  for (let i = 0; i < 2 * count; i += 2) {
    // Negative numbers: all bits flipped. Others: the sign bit set. Then unsigned order is numeric order.
    const negative = words[i + high] >> 31;
    words[i + low] ^= negative;
    words[i + high] ^= negative | 0x80000000;
    lowDiffers |= words[i + low] ^ words[low];
    highDiffers |= words[i + high] ^ words[high];
  }

  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  const starts = new Uint32Array(buckets);
  for (let pass = 0; pass < 8; pass++) {
    const word = pass < 4 ? low : high;
    const shift = (pass & 3) * 8;
    if ((((pass < 4 ? lowDiffers : highDiffers) >>> shift) & 0xff) === 0) continue;
    starts.fill(0);
    for (let i = word; i < 2 * count; i += 2) starts[(words[i] >>> shift) & 0xff] += 1;
    let start = 0;
    for (let b = 0; b < buckets; b++) {
      const size = starts[b];
      starts[b] = start;
      start += size;
    }
    for (let i = 0; i < count; i++) {
      const index = order[i];
      next[starts[(words[2 * index + word] >>> shift) & 0xff]++] = index;
    }
    [order, next] = [next, order];
  }
  return order;
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
