/**
 * Cells of the copula that are narrow near its ends: equal steps of w = (2 / π) asin √u. Copula densities change
 * fastest in the corners, where equal steps of u are too coarse. Of 64 cells the first ends at u = .0006, and those in
 * the middle are 1.57 times as wide as equal ones.
 */

/** Borders are whole multiples of this, so that training and use agree on the cell of every rank. */
const unit = 2 ** -20;

/** (G + 1) borders of G cells as copula coordinates u: sin²(πk / 2G), from 0 to 1. */
export const arcsineEdges = (cells: number): number[] =>
  Array.from(
    { length: cells + 1 },
    (_, k) => Math.round(Math.sin((Math.PI * k) / (2 * cells)) ** 2 / unit) * unit,
  );

/**
 * (2T + 1) the cell of u = (r - 1) / 2T by doubled midrank r; one on a border belongs to the cell above.
 *
 * @param places of the ranks, see `bentPlaces`
 */
export function arcsineCells(cells: number, places: Float64Array): Uint8Array {
  const all = places.length - 1;
  const edges = arcsineEdges(cells);
  const cellOf = new Uint8Array(all + 1);
  let cell = 0;
  for (let rank = 1; rank <= all; rank++) {
    while (cell + 1 < cells && edges[cell + 1] * all <= places[rank]) cell += 1;
    cellOf[rank] = cell;
  }
  return cellOf;
}
