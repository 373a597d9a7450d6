export interface Quadrature {
  /** (n) in (-1, 1). */
  readonly nodes: Float64Array;
  /** (n), their sum is 2. */
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre quadrature on (-1, 1): exact for polynomials up to degree 2n - 1.
 *
 * Nodes are the roots of the Legendre polynomial, by Newton's method from Tricomi's first guess (Abramowitz and
 * Stegun, 22.16.6 and 25.4.29).
 */
export function gaussLegendre(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    // Newton doubles the digits each time: from three digits, five steps are more than enough.
    for (let step = 0; step < 6; step++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (before - x * value)) / (1 - x * x);
      x -= value / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
