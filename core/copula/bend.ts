/**
 * Bent copula coordinates: u + b sin 2πu. Samples move along the axis by up to b, so other samples share a cell; the order
 * of all stays, as do 0, 1/2 and 1, and turning the axis round before or after gives the same.
 */

/**
 * Where a coordinate lies on the bent axis.
 *
 * @param u 0..1
 * @param bend b; the order stays below 1 / 2π
 * @returns 0..1; u itself, to the last bit, if b is 0
 */
export const bent = (u: number, bend: number): number => u + bend * Math.sin(2 * Math.PI * u);

/**
 * Places of the doubled midranks of T samples on the bent axis, in steps of 1 / 2T.
 *
 * @returns (2T + 1) by doubled midrank r, from 1 on: 2T u with u = (r - 1) / 2T, a whole number if b is 0
 */
export function bentPlaces(sampleCount: number, bend: number): Float64Array {
  const all = 2 * sampleCount;
  return Float64Array.from({ length: all + 1 }, (_, rank) => {
    const place = rank - 1;
    return place + bend * all * Math.sin((2 * Math.PI * place) / all);
  });
}
