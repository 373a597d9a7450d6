/**
 * The digamma function of a positive number, to about 1e-13: recurrence up to 6, then the asymptotic series
 * (Abramowitz and Stegun, 6.3.5 and 6.3.18).
 */
export function digamma(x: number): number {
  let shift = 0;
  while (x < 6) {
    shift -= 1 / x;
    x += 1;
  }
  const r = 1 / (x * x);
  const series =
    r *
    (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32760))))));
  return shift + Math.log(x) - 0.5 / x - series;
}

/** digamma(0..n): entry 0 is -Infinity and stands for "no neighbour". */
export function digammaTable(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  table[0] = -Infinity;
  if (n >= 1) table[1] = digamma(1);
  for (let i = 1; i < n; i++) table[i + 1] = table[i] + 1 / i;
  return table;
}
