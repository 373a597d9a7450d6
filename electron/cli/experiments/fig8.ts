import type { Distribution } from '#core/infonet/evaluation/distribution.ts';
import { additiveUniform, normal } from '#core/infonet/evaluation/knownCopulas.ts';
import type { Experiment } from './experiment.ts';
import { comparedCounts, estimatorNotes } from './support/compared.ts';
import type { Estimates, JudgeOptions } from './support/judge.ts';
import {
  correlations,
  gaussianInformation,
  sweepParts,
  sweepReport,
  type Family,
} from './support/sweep.ts';

/** A Gaussian whose x went through an increasing map, which leaves the information as it was. */
function mapped(rho: number, map: (x: number) => number): Distribution {
  const gaussian = normal(rho);
  return {
    draw(random, count) {
      const { x, y, oracle } = gaussian.draw(random, count);
      return { x: x.map(map), y, oracle };
    },
  };
}

const ofGaussian = (name: string, map: (x: number) => number): Family => ({
  name,
  parameter: 'ρ',
  axis: 'correlation ρ',
  values: correlations,
  distribution: (rho) => mapped(rho, map),
  truth: gaussianInformation,
});

/** The maps and the noise of the reference code's notebook on other distributions. */
const families: readonly Family[] = [
  ofGaussian('half-cube', (x) => Math.sign(x) * Math.abs(x) ** 1.5),
  ofGaussian('asinh', Math.asinh),
  {
    name: 'additive noise',
    parameter: 'ε',
    axis: 'half-width of the noise ε',
    values: Array.from({ length: 19 }, (_, i) => (i + 2) / 20),
    distribution: (width) => additiveUniform(width).distribution,
    truth: (width) => additiveUniform(width).information,
  },
];

/** Figure 8: distributions that are not Gaussian mixtures, with closed forms. */
export const fig8: Experiment<JudgeOptions, Estimates> = {
  name: 'fig8',
  title: 'Figure 8: half-cube, asinh, additive noise',
  summary:
    'Gaussians whose x is mapped by sign(x)|x|^1.5 or by asinh, which leaves -log(1 - ρ²)/2 as it was; and y = x + e with x uniform on (0, 1) and e uniform on (-ε, ε), whose information is ε - log 2ε up to ε = 1/2 and 1/4ε beyond.',
  settings: (quick, _sequences, networks) => ({
    seed: 8,
    sampleCount: 2000,
    counts: comparedCounts(quick, quick ? { fast: 5, kde: 2 } : { fast: 100, kde: 10 }, networks),
  }),
  parts: (settings) => sweepParts(families, settings),
  report: (results, { counts }) => ({
    ...sweepReport(families, results, 'Mutual information beyond Gaussians'),
    notes: estimatorNotes(counts),
  }),
};
