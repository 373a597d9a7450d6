/** A discriminant table on the unit square, for those who show it. Borders of cells: `Discriminant.edges`. */

/**
 * The table with its free constant fixed, so that 0 means as often as if the two were independent: the mean of
 * exp(table) over the square, which is what independent ranks give, becomes 1.
 *
 * @param table (L, L) nats
 * @param edges (L + 1)
 * @returns (L, L) nats
 */
export function againstChance(table: ArrayLike<number>, edges: readonly number[]): number[] {
  const values = Array.from(table);
  const widths = edges.slice(1).map((end, i) => end - edges[i]);
  const highest = Math.max(...values);
  const mean = values.reduce((sum, value, at) => {
    const [i, j] = [Math.floor(at / widths.length), at % widths.length];
    return sum + widths[i] * widths[j] * Math.exp(value - highest);
  }, 0);
  const constant = highest + Math.log(mean);
  return values.map((value) => value - constant);
}

/** (count) the cell that lies at the middle of each of `count` equal steps from 0 to 1. */
export function cellsAlong(edges: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, step) => {
    const middle = (step + 0.5) / count;
    return edges.findIndex((edge) => edge > middle) - 1;
  });
}

/** (L) middles of the cells. */
export const cellCentres = (edges: readonly number[]): number[] =>
  edges.slice(1).map((end, i) => (edges[i] + end) / 2);
