/** Samples of a mixture rounded to a number of levels, and what an oracle that knows the mixture says of them. */
import type { Draw } from './distribution.ts';
import type { GaussianMixture } from './gaussianMixture.ts';
import { gaussLegendre } from './quadrature.ts';

export interface Rounding {
  /** L, at least 2. */
  readonly levels: number;
  readonly variables: 'x' | 'both';
}

/**
 * Rounds the samples to L equally spaced levels, the first at the smallest sample and the last at the greatest, each
 * variable by its own; as an image rounds its grey, or a tracker its pixels.
 *
 * The oracle knows the mixture and the levels. A rounded variable is discrete: it takes level i with the probability
 * of the cell from half a step below that level to half a step above. The pointwise information of a sample is then
 *
 *   both rounded:    log P(i, j) / P(i) P(j)
 *   only x rounded:  log of (the density of y on cell i) / P(i) p(y)
 *
 * where P integrates the mixture's densities over the cells, by Gauss-Legendre quadrature that resolves the finest
 * component. The oracle's estimate is the mean over the samples, unbiased for the information of the rounded
 * variables but for what lies beyond the outermost cells.
 */
export function roundDraw(
  { x, y }: Draw,
  mixture: GaussianMixture,
  { levels, variables }: Rounding,
): Draw {
  const axes = [createAxis(x, levels, mixture.finest[0])];
  if (variables === 'both') axes.push(createAxis(y, levels, mixture.finest[1]));
  const [ax, ay] = axes as [Axis, Axis?];

  const probabilityX = remember((i) => ax.integrate(i, (u) => mixture.densities(u, 0)[1]));
  const probabilityY = remember((j) => ay?.integrate(j, (v) => mixture.densities(0, v)[2]) ?? 0);
  const probability = remember((cell) => {
    const i = cell % levels;
    const j = Math.floor(cell / levels);
    return ax.integrate(i, (u) => ay?.integrate(j, (v) => mixture.densities(u, v)[0]) ?? 0);
  });
  const pointwise = (t: number) => {
    const i = ax.cell(x[t]);
    if (ay) {
      const j = ay.cell(y[t]);
      return Math.log(probability(i + levels * j) / (probabilityX(i) * probabilityY(j)));
    }
    const joint = ax.integrate(i, (u) => mixture.densities(u, y[t])[0]);
    return Math.log(joint / (probabilityX(i) * mixture.densities(0, y[t])[2]));
  };
  let sum = 0;
  for (let t = 0; t < x.length; t++) sum += pointwise(t);
  return {
    x: x.map((value) => ax.level(ax.cell(value))),
    y: ay ? y.map((value) => ay.level(ay.cell(value))) : y,
    oracle: sum / x.length,
  };
}

interface Axis {
  /** The cell of a value, 0..L-1. */
  cell(value: number): number;
  /** The middle of a cell. */
  level(cell: number): number;
  /** The integral of f over a cell. */
  integrate(cell: number, f: (value: number) => number): number;
}

/**
 * @param finest the smallest standard deviation that the integrand may have
 */
function createAxis(samples: Float64Array, levels: number, finest: number): Axis {
  let [first, last] = [Infinity, -Infinity];
  for (const value of samples) {
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  const step = (last - first) / (levels - 1);
  // Six nodes integrate a normal density over half a deviation to rounding; each further deviation takes four more.
  const { nodes, weights } = gaussLegendre(Math.min(64, 6 + Math.ceil((4 * step) / finest)));
  const level = (cell: number) => first + cell * step;
  return {
    level,
    cell: (value) => Math.round((value - first) / step),
    integrate: (cell, f) => {
      const middle = level(cell);
      let sum = 0;
      for (let k = 0; k < nodes.length; k++) sum += weights[k] * f(middle + 0.5 * step * nodes[k]);
      return 0.5 * step * sum;
    },
  };
}

/** Computes each cell once. */
function remember(compute: (cell: number) => number): (cell: number) => number {
  const known = new Map<number, number>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const value = compute(cell);
    known.set(cell, value);
    return value;
  };
}
