/** All pairs of K points, each once and a point with itself too: (0, 0), (0, 1), ... (0, K - 1), (1, 1), ... */

export const pairCount = (points: number): number => (points * (points + 1)) / 2;

/**
 * Visits a run of the list.
 *
 * @param points K
 * @param start index of the run's first pair
 * @param end index after its last, at most `pairCount(K)`
 */
export function visitPairs(
  points: number,
  start: number,
  end: number,
  visit: (first: number, second: number, index: number) => void,
): void {
  let first = 0;
  let rowStart = 0;
  while (first < points && rowStart + points - first <= start) rowStart += points - first++;
  let second = first + start - rowStart;
  for (let index = start; index < end; index++) {
    visit(first, second, index);
    second += 1;
    if (second === points) second = first += 1;
  }
}
