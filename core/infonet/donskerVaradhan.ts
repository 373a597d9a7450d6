/**
 * Donsker-Varadhan value of a discriminant table: a lower bound of the mutual information of the cells.
 *
 *     sum_ij H_ij theta_ij - log sum_ij p_i q_j exp theta_ij
 *
 * with the marginals p and q of H. A copula's marginals are uniform, so the product needs no sampling. A constant
 * added to the table changes nothing.
 *
 * Source: Donsker and Varadhan (1983); Hu et al., "InfoNet" (ICML 2024), equation 3.
 *
 * @param histogram (L, L) shares that sum to 1
 * @param table (L, L) nats
 * @returns nats
 */
export function donskerVaradhan(
  histogram: Float32Array | Float64Array,
  table: Float32Array | Float64Array,
  cells: number,
): number {
  const rows = new Float64Array(cells);
  const columns = new Float64Array(cells);
  let joint = 0;
  let top = -Infinity;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const share = histogram[i * cells + j];
      const theta = table[i * cells + j];
      rows[i] += share;
      columns[j] += share;
      joint += share * theta;
      if (theta > top) top = theta;
    }
  }
  let product = 0;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      product += rows[i] * columns[j] * Math.exp(table[i * cells + j] - top);
    }
  }
  return joint - Math.log(product) - top;
}
