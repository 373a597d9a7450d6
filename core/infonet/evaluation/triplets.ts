import type { Random } from '../../random.ts';
import type { Draw } from './distribution.ts';
import { gaussianMixture, paperProtocol, type Component } from './gaussianMixture.ts';
import { groupedMean, type MonteCarloTruth } from './monteCarlo.ts';

/** Three variables: does X share more information with Y or with Z? */
export interface Triplet {
  /** The same samples of X in both. */
  draw(random: Random, count: number): { readonly xy: Draw; readonly xz: Draw };
}

interface Part {
  readonly weight: number;
  readonly mean: readonly number[];
  /** (3, 3) */
  readonly a: readonly (readonly number[])[];
}

/** Added to the covariances, as in two dimensions. */
const ridge = 0.01;

/**
 * A random mixture of Gaussians in three dimensions by the paper's protocol: means uniform on (-5, 5)³, covariances
 * A·Aᵀ + 0.01·I with entries of A uniform on (-3, 3), weights uniform and normalised. Its pairs (X, Y) and (X, Z) are
 * mixtures of bivariate Gaussians, so both pointwise informations are known.
 *
 * @param components at least 1
 */
export function randomTriplet(random: Random, components: number): Triplet {
  const between = (limit: number) => (2 * random.uniform() - 1) * limit;
  const three = (value: () => number) => [value(), value(), value()];
  const parts = Array.from({ length: components }, (): Part => ({
    weight: 0.001 + random.uniform(),
    mean: three(() => between(5)),
    a: [0, 1, 2].map(() => three(() => between(paperProtocol.factor))),
  }));
  const xy = gaussianMixture(parts.map((part) => marginal(part, 1)));
  const xz = gaussianMixture(parts.map((part) => marginal(part, 2)));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);

  function sample(source: Random): number[] {
    let left = source.uniform() * total;
    const { mean, a } = parts.find(({ weight }) => (left -= weight) < 0) ?? parts[0];
    const normals = three(() => source.normal());
    return mean.map(
      (m, i) =>
        m +
        a[i].reduce((sum, value, j) => sum + value * normals[j], 0) +
        Math.sqrt(ridge) * source.normal(),
    );
  }

  return {
    draw(source, count) {
      const columns = [0, 1, 2].map(() => new Float64Array(count));
      const sums = [0, 0];
      for (let i = 0; i < count; i++) {
        const point = sample(source);
        for (const [axis, column] of columns.entries()) column[i] = point[axis];
        for (const [pair, mixture] of [xy, xz].entries()) {
          const [joint, px, py] = mixture.densities(point[0], point[pair + 1]);
          sums[pair] += Math.log(joint / (px * py));
        }
      }
      const [x, y, z] = columns;
      return { xy: { x, y, oracle: sums[0] / count }, xz: { x, y: z, oracle: sums[1] / count } };
    },
  };
}

/** Of X with the second or third variable. */
function marginal({ weight, mean, a }: Part, other: number): Component {
  const dot = (i: number, j: number) => a[i].reduce((sum, value, k) => sum + value * a[j][k], 0);
  return {
    weight,
    mean: [mean[0], mean[other]],
    covariance: [dot(0, 0) + ridge, dot(0, other), dot(other, other) + ridge],
  };
}

/** Both informations of a triplet, from the same draws; the difference's standard error profits from that. */
export interface TripletTruth {
  readonly xy: MonteCarloTruth;
  readonly xz: MonteCarloTruth;
  /** I(X; Y) - I(X; Z) */
  readonly difference: MonteCarloTruth;
}

/** @param draws at least 80 */
export function tripletTruth(triplet: Triplet, random: Random, draws: number): TripletTruth {
  const [xy, xz, difference] = groupedMean(draws, (size) => {
    const drawn = triplet.draw(random, size);
    return [drawn.xy.oracle, drawn.xz.oracle, drawn.xy.oracle - drawn.xz.oracle];
  });
  return { xy, xz, difference };
}
