/**
 * What Hu et al. (ICML 2024) and their public code state, as far as we know it. Where a figure is missing here, tables
 * say that it is not stated.
 */
export const paperInfonet = {
  /** nats: RMSE over mixtures, averaged over the levels 0 to 0.9, N = 2000. */
  meanRmse: 0.075,
  /** nats: mean error where the information is 0.9. */
  meanErrorAt09: -0.138,
  /** Order accuracy of triplets over K = 1..10 components: the lowest and the highest. */
  orderAccuracy: { low: 0.99, high: 0.998 },
  /** GFLOP an estimate at N = 2000. */
  gigaflops: 31,
} as const;

/**
 * Output of `Notebooks/estimate_gmm.ipynb` in the public code (datou30/InfoNet): mixtures of 5 components, N = 5000.
 * nats
 */
export const referenceMixtures = [
  { truth: 0.19022208905210208, estimate: 0.18136625 },
  { truth: 1.4437751824472174, estimate: 1.149029 },
  { truth: 0.1896164911748182, estimate: 0.17188396 },
  { truth: 1.4455624450894606, estimate: 1.1733274 },
  { truth: 0.4112252589371608, estimate: 0.37992275 },
] as const;
