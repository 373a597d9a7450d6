import type { GaussianVectors } from './gaussianVectors.ts';

/** Y = (W X + Z) / sqrt 2 with X and Z standard normal in d dimensions. */
export interface Dependence {
  readonly name: string;
  /** As people read it. */
  readonly formula: string;
  /** Entry of W in row j and column i, both 0..d-1. */
  weight(j: number, i: number, d: number): number;
}

const half = (i: number, d: number) => (2 * i < d ? 0 : 1);
/** Of the half that holds i; the first is the greater where d is odd. */
const halfSize = (i: number, d: number) =>
  half(i, d) === 0 ? Math.ceil(d / 2) : Math.floor(d / 2);

/**
 * The dependences of the independence tests of Goldfeld and Greenewald (2021), figure 2, which appendix A.5 of the
 * InfoNet paper takes over, as the public code of the InfoNet paper has them (Notebooks/independence_test.ipynb).
 *
 * "Two features" is the one that our sources do not settle: in that code both halves of Y get the first half's sum,
 * unscaled. Here each half of Y gets its own half's, scaled to unit variance as the one feature is.
 */
export const dependences: readonly Dependence[] = [
  {
    name: 'one feature',
    formula: 'every coordinate of Y has the normalised sum of X: Y = (s 1 + Z)/√2, s = 1ᵀX/√d',
    weight: (_j, _i, d) => 1 / Math.sqrt(d),
  },
  {
    name: 'two features',
    formula: 'each half of Y has the normalised sum of the same half of X',
    weight: (j, i, d) => (half(j, d) === half(i, d) ? 1 / Math.sqrt(halfSize(i, d)) : 0),
  },
  {
    name: 'independent coordinates',
    formula: 'each coordinate of Y has its own of X: Y = (X + Z)/√2',
    weight: (j, i) => (i === j ? 1 : 0),
  },
];

/** No dependence: standard normal X and Y. */
export function independentVectors(d: number): GaussianVectors {
  const size = 2 * d;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) covariance[i * size + i] = 1;
  return { dims: [d, d], covariance };
}

/** The joint distribution of a dependence in d dimensions: Cov(X, Y) = Wᵀ/√2, Cov(Y) = (W Wᵀ + I)/2. */
export function dependentVectors({ weight }: Dependence, d: number): GaussianVectors {
  const { covariance } = independentVectors(d);
  const size = 2 * d;
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < d; i++) {
      const cross = weight(j, i, d) / Math.SQRT2;
      covariance[i * size + d + j] = cross;
      covariance[(d + j) * size + i] = cross;
      let product = 0;
      for (let k = 0; k < d; k++) product += weight(j, k, d) * weight(i, k, d);
      covariance[(d + j) * size + d + i] = (product + (i === j ? 1 : 0)) / 2;
    }
  }
  return { dims: [d, d], covariance };
}
