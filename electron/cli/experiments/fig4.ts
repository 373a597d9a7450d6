import { normal } from '#core/infonet/evaluation/knownCopulas.ts';
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

const gaussian: Family = {
  name: 'Gaussian',
  parameter: 'ρ',
  axis: 'correlation ρ',
  values: correlations,
  distribution: normal,
  truth: gaussianInformation,
};

/** Figure 4: one bivariate Gaussian at a time, whose mutual information has a closed form. */
export const fig4: Experiment<JudgeOptions, Estimates> = {
  name: 'fig4',
  title: 'Figure 4: Gaussians of correlation -0.9 to 0.9',
  summary:
    'Samples of bivariate Gaussians, estimated by every method on the same samples. The truth is -log(1 - ρ²)/2; the oracle knows the density and averages the pointwise information over the same samples.',
  settings: (quick, _sequences, networks) => ({
    seed: 4,
    sampleCount: 2000,
    counts: comparedCounts(quick, quick ? { fast: 10, kde: 3 } : { fast: 100, kde: 10 }, networks),
  }),
  parts: (settings) => sweepParts([gaussian], settings),
  report: (results, { counts }) => ({
    ...sweepReport([gaussian], results, 'Mutual information of Gaussians'),
    notes: estimatorNotes(counts),
  }),
};
