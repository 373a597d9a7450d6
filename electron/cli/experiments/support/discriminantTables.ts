import { cellCentres } from '#core/infonet/discriminantTable.ts';
import type { GaussianMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import type { Random } from '#core/random.ts';

/** nats: where the density is all but 0, so that tables hold numbers only. */
const lowest = -20;

/** Draws behind the quantiles: they lie within .003 of their ranks. */
const quantileDraws = 100_000;

/**
 * The optimal discriminant of a distribution's copula at the centres of the cells: log p(x, y) / p(x)p(y) at the
 * quantiles of x and of y that lie there.
 *
 * @param edges (L + 1) borders of the cells
 * @returns (L, L), first axis x, nats, at least -20
 */
export function trueTable(
  distribution: GaussianMixture,
  random: Random,
  edges: readonly number[],
): number[] {
  const { x, y } = distribution.draw(random, quantileDraws);
  const centres = (values: Float64Array) => {
    const sorted = values.toSorted();
    return cellCentres(edges).map((u) => sorted[Math.floor(u * quantileDraws)]);
  };
  const [xs, ys] = [centres(x), centres(y)];
  return xs.flatMap((u) =>
    ys.map((v) => {
      const [joint, px, py] = distribution.densities(u, v);
      return Math.max(lowest, Math.log(joint / (px * py)));
    }),
  );
}

/** Mean square of the second differences along both axes: the penalty of the paper's A.8, method 2. */
export function roughness(table: readonly number[], cells: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < cells; i++)
    for (let j = 1; j + 1 < cells; j++)
      for (const [at, step] of [
        [i * cells + j, 1],
        [j * cells + i, cells],
      ]) {
        sum += (table[at - step] - 2 * table[at] + table[at + step]) ** 2;
        count += 1;
      }
  return sum / count;
}
