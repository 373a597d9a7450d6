/** Round numbers along an axis. Pure. */

/** At most about `count` multiples of 1, 2 or 5 times a power of ten in [low, high], ascending. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // The product is rounded to the step's own digits: 3 * 0.1 is to read 0.3.
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (let i = first; i <= last; i += 1) ticks.push(Number((i * step).toFixed(digits)));
  return ticks;
}
