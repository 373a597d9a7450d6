/**
 * How an axis is bent: u becomes u + q sin 2πu + m sin² πu. Samples move, so others share a cell; the order stays as long as
 * 2π|q| + π|m| < 1, and so do 0 and 1. An axis that was turned round is bent as far by the opposite m.
 */
export interface Bend {
  /** q, as a share of the axis: so far 1/4 moves up, and 3/4 down. */
  readonly quarters: number;
  /** m: so far 1/2 moves up, and the quarters by half of it. */
  readonly middle: number;
}

/** The axis as it is. */
export const unbent: Bend = { quarters: 0, middle: 0 };

/**
 * Places of the doubled midranks of T samples on a bent axis, in steps of 1 / 2T.
 *
 * @returns (2T + 1) by doubled midrank r, from 1 on, of u = (r - 1) / 2T; whole numbers, r - 1, where nothing is bent
 */
export function bentPlaces(sampleCount: number, { quarters, middle }: Bend): Float64Array {
  const all = 2 * sampleCount;
  const places = new Float64Array(all + 1);
  for (let rank = 1; rank <= all; rank++) places[rank] = rank - 1;
  // Where pairs are compared on the frames that show both, nearly every one has a T of its own: no sines for nothing.
  if (quarters !== 0 || middle !== 0)
    for (let rank = 1; rank <= all; rank++) {
      const sine = Math.sin((Math.PI * (rank - 1)) / all);
      const cosine = Math.cos((Math.PI * (rank - 1)) / all);
      places[rank] += all * (quarters * 2 * sine * cosine + middle * sine * sine);
    }
  return places;
}
