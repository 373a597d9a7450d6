/**
 * Places of the doubled midranks of T samples on a bent axis, in steps of 1 / 2T: u becomes u + b sin 2πu. Samples move by up
 * to b, so other samples share a cell; the order stays as long as |b| < 1/2π, and so do 0, 1/2 and 1. An axis that is turned
 * round before or after is bent the same way.
 *
 * @param bend b
 * @returns (2T + 1) by doubled midrank r, from 1 on, of u = (r - 1) / 2T; whole numbers, r - 1, if b is 0
 */
export function bentPlaces(sampleCount: number, bend: number): Float64Array {
  const all = 2 * sampleCount;
  const places = new Float64Array(all + 1);
  for (let rank = 1; rank <= all; rank++) places[rank] = rank - 1;
  // Where pairs are compared on the frames that show both, nearly every one has a T of its own: no sines for nothing.
  if (bend !== 0)
    for (let rank = 1; rank <= all; rank++)
      places[rank] += bend * all * Math.sin((2 * Math.PI * (rank - 1)) / all);
  return places;
}
