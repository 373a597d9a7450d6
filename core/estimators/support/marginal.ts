/** Counting neighbours along one variable, by binary search in its sorted values. */

/**
 * How many values lie within `radius` of `value`, the value itself included if it is one of them.
 *
 * The comparison is |v - value|, not v against value +- radius: the radius is itself such a difference, and only
 * the same expression gives the same bits.
 *
 * @param sorted ascending
 * @param place an index with sorted[place] === value
 */
export function countAround(
  sorted: Float64Array,
  place: number,
  radius: number,
  closed: boolean,
): number {
  // In exact steps of the type, "at most radius" is "less than the next number above it".
  const limit = closed ? radius : below(radius);
  if (limit < 0) return 0;
  const value = sorted[place];
  let low = 0;
  let high = place;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value - sorted[middle] <= limit) high = middle;
    else low = middle + 1;
  }
  const first = low;
  low = place;
  high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sorted[middle] - value <= limit) low = middle;
    else high = middle - 1;
  }
  return low - first + 1;
}

const scratch = new Float64Array(1);
const bits = new BigInt64Array(scratch.buffer);

/** The greatest number below a number >= 0; -1 for 0. */
function below(value: number): number {
  if (value === 0) return -1;
  scratch[0] = value;
  bits[0] -= 1n;
  return scratch[0];
}
