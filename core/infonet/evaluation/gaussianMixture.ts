import type { Random } from '../../random.ts';
import { drawBy, type Distribution } from './distribution.ts';

export interface Component {
  readonly weight: number;
  readonly mean: readonly [number, number];
  /** xx, xy, yy */
  readonly covariance: readonly [number, number, number];
}

/** A mixture of bivariate Gaussians whose densities can be asked for. */
export interface GaussianMixture extends Distribution {
  /** p(x, y), p(x) and p(y). */
  densities(x: number, y: number): readonly [joint: number, x: number, y: number];
  /** The smallest standard deviation of a component along x where y is held, and along y where x is held. */
  readonly finest: readonly [x: number, y: number];
}

/** Weights are normalised. */
export function gaussianMixture(components: readonly Component[]): GaussianMixture {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  const prepared = components.map(({ weight, mean, covariance: [xx, xy, yy] }) => {
    const det = xx * yy - xy * xy;
    const w = weight / total;
    return {
      w,
      mean,
      // Cholesky factor, to draw.
      a: Math.sqrt(xx),
      b: xy / Math.sqrt(xx),
      c: Math.sqrt(det / xx),
      // Quadratic forms and normalisations, to evaluate.
      qxx: (-0.5 * yy) / det,
      qxy: xy / det,
      qyy: (-0.5 * xx) / det,
      joint: w / (2 * Math.PI * Math.sqrt(det)),
      qx: -0.5 / xx,
      qy: -0.5 / yy,
      px: w / Math.sqrt(2 * Math.PI * xx),
      py: w / Math.sqrt(2 * Math.PI * yy),
    };
  });

  function pick(random: Random) {
    let u = random.uniform();
    for (const component of prepared) {
      u -= component.w;
      if (u < 0) return component;
    }
    return prepared[prepared.length - 1];
  }

  function densities(x: number, y: number): [number, number, number] {
    let joint = 0;
    let px = 0;
    let py = 0;
    for (const p of prepared) {
      const dx = x - p.mean[0];
      const dy = y - p.mean[1];
      joint += p.joint * Math.exp(p.qxx * dx * dx + p.qxy * dx * dy + p.qyy * dy * dy);
      px += p.px * Math.exp(p.qx * dx * dx);
      py += p.py * Math.exp(p.qy * dy * dy);
    }
    return [joint, px, py];
  }

  return {
    densities,
    finest: [
      Math.min(...prepared.map(({ qxx }) => Math.sqrt(-0.5 / qxx))),
      Math.min(...prepared.map(({ qyy }) => Math.sqrt(-0.5 / qyy))),
    ],
    draw: (random, count) =>
      drawBy(
        count,
        () => {
          const { mean, a, b, c } = pick(random);
          const u = random.normal();
          return [mean[0] + a * u, mean[1] + b * u + c * random.normal()];
        },
        (x, y) => {
          const [joint, px, py] = densities(x, y);
          return Math.log(joint / (px * py));
        },
      ),
  };
}

/** How components are drawn: as section 4 of the paper says, or as the code published with it does. */
export const covarianceChoices = ['paper', 'reference'] as const;

export interface MixtureProtocol {
  readonly minComponents: number;
  readonly maxComponents: number;
  /** Entries of A are uniform on (-factor, factor). */
  readonly factor: number;
  readonly covariances: (typeof covarianceChoices)[number];
}

/** Section 4 of the paper. */
export const paperProtocol: MixtureProtocol = {
  minComponents: 1,
  maxComponents: 20,
  factor: 3,
  covariances: 'paper',
};

/**
 * A random mixture: means uniform on (-5, 5)², and components as the protocol's covariances say.
 *
 * paper: covariances A·Aᵀ + 0.01·I, weights uniform and normalised. reference: as in data.py of the paper's
 * repository, variances that are sums of two squares of entries of A, a covariance uniform between the limits that
 * they leave, 0.01·I, weights of a flat Dirichlet distribution; components are wider and less aligned.
 */
export function randomMixture(random: Random, protocol: MixtureProtocol): GaussianMixture {
  const { minComponents, maxComponents, factor, covariances } = protocol;
  const between = (limit: number) => (2 * random.uniform() - 1) * limit;
  const count = minComponents + random.integer(maxComponents - minComponents + 1);
  return gaussianMixture(
    Array.from({ length: count }, () => {
      const mean = [between(5), between(5)] as const;
      const [a, b, c, d] = [between(factor), between(factor), between(factor), between(factor)];
      const [xx, yy] = [a * a + b * b, c * c + d * d];
      const shaped =
        covariances === 'paper'
          ? { weight: 0.001 + random.uniform(), xy: a * c + b * d }
          : { weight: -Math.log(1 - random.uniform()), xy: between(Math.sqrt(xx * yy)) };
      const { weight, xy } = shaped;
      return { weight, mean, covariance: [xx + 0.01, xy, yy + 0.01] as const };
    }),
  );
}
