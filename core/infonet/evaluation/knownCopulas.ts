import type { Random } from '../../random.ts';
import { drawBy, type Distribution } from './distribution.ts';
import { gaussianMixture } from './gaussianMixture.ts';

/** Distributions with known mutual information (nats), hard for histograms, neighbours or parametric families. */
export interface KnownCopula {
  readonly name: string;
  readonly information: number;
  readonly distribution: Distribution;
}

/** Unit variances and a correlation; its information is -log(1 - rho²)/2. */
export const normal = (rho: number): Distribution =>
  gaussianMixture([{ weight: 1, mean: [0, 0], covariance: [1, rho, 1] }]);

/** nats: of additive uniform noise of this width. */
export const additiveUniformInformation = (width: number): number =>
  width > 0.5 ? 1 / (4 * width) : width - Math.log(2 * width);

/** x uniform on (0, 1), y = x + e, e uniform on (-width, width), width > 0: bmi benchmark, "additive uniform noise". */
export function additiveUniform(width: number): KnownCopula {
  const clip = (v: number) => Math.min(1, Math.max(0, v));
  return {
    name: `additive uniform noise ${width}`,
    information: additiveUniformInformation(width),
    distribution: {
      draw: (random, count) =>
        drawBy(
          count,
          () => {
            const x = random.uniform();
            return [x, x + width * (2 * random.uniform() - 1)];
          },
          // p(y|x) = 1 / 2w on its support and p(y) is the covered length over 2w.
          (_x, y) => -Math.log(clip(y + width) - clip(y - width)),
        ),
    },
  };
}

/** Uncorrelated bivariate Student t with one degree of freedom: dependent through its tails alone. */
const cauchy: KnownCopula = {
  name: 'Student t, nu 1',
  // log of Gamma functions at nu = 1: Czyz et al. (bmi, 2023), multivariate Student; value to 4 digits as there.
  information: 0.2242,
  distribution: {
    draw: (random: Random, count) =>
      drawBy(
        count,
        () => {
          const scale = Math.abs(random.normal()) || 1e-12;
          return [random.normal() / scale, random.normal() / scale];
        },
        (x, y) =>
          Math.log(Math.PI / 2) -
          1.5 * Math.log1p(x * x + y * y) +
          Math.log1p(x * x) +
          Math.log1p(y * y),
      ),
  },
};

/** The letter shapes A and I side by side, of narrow Gaussians: as hard as the bmi benchmark's "AI". */
const letters = gaussianMixture(
  [
    [-1.6, 0, 0.06, 0.42, 0.9],
    [-0.7, 0, 0.06, 0.42, -0.9],
    [-1.15, -0.3, 0.22, 0.05, 0],
    [0.9, 0, 0.05, 0.55, 0],
    [0.9, 1.1, 0.25, 0.05, 0],
    [0.9, -1.1, 0.25, 0.05, 0],
  ].map(([mx, my, sx, sy, slope]) => {
    // A stroke: standard deviations sx, sy, sheared so that x follows slope * y.
    const tilt = slope * 0.45;
    return {
      weight: 1,
      mean: [mx, my] as const,
      covariance: [sx * sx + tilt * tilt * sy * sy, tilt * sy * sy, sy * sy] as const,
    };
  }),
);

/** Nearly functional relations, as rigid motion gives: normals of 1 to 5 nats. */
const strong = [1, 2, 3, 4, 5].map((information): KnownCopula => ({
  name: `normal of ${information} ${information === 1 ? 'nat' : 'nats'}`,
  information,
  distribution: normal(Math.sqrt(1 - Math.exp(-2 * information))),
}));

/** Six shapes that are hard each in its own way, then strong relations; what has no closed form is found by `truthOf`. */
export function knownCopulas(truthOf: (distribution: Distribution) => number): KnownCopula[] {
  const crossed = gaussianMixture([
    { weight: 1, mean: [0, 0], covariance: [1, 0.9, 1] },
    { weight: 1, mean: [0, 0], covariance: [1, -0.9, 1] },
  ]);
  return [
    {
      name: 'normal, rho .75',
      information: -Math.log(1 - 0.75 ** 2) / 2,
      distribution: normal(0.75),
    },
    additiveUniform(0.1),
    additiveUniform(0.75),
    cauchy,
    { name: 'X, normals of rho .9 and -.9', information: truthOf(crossed), distribution: crossed },
    { name: 'letters A I', information: truthOf(letters), distribution: letters },
    ...strong,
  ];
}
