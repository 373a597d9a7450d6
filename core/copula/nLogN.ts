/**
 * The terms of entropies of counts: n log n for n = 0..T, in nats; 0 for n = 0.
 *
 * @param sampleCount T
 * @returns (T + 1)
 */
export function nLogNTable(sampleCount: number): Float64Array {
  return Float64Array.from({ length: sampleCount + 1 }, (_, n) => (n > 0 ? n * Math.log(n) : 0));
}
