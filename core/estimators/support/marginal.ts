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
  const value = sorted[place];
  const inside = (i: number) => {
    const gap = Math.abs(sorted[i] - value);
    return closed ? gap <= radius : gap < radius;
  };
  if (!inside(place)) return 0;
  let [low, high] = [0, place];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (inside(middle)) high = middle;
    else low = middle + 1;
  }
  const first = low;
  [low, high] = [place, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (inside(middle)) low = middle;
    else high = middle - 1;
  }
  return low - first + 1;
}
