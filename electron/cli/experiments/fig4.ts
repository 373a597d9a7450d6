import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { gaussianMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import { comparedEstimators } from './support/compared.ts';
import { judge, type Estimates, type JudgeOptions } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { fixed, mean, signed, summarise } from './support/statistics.ts';

type Fig4Settings = JudgeOptions & { readonly correlations: readonly number[] };

/** nats */
const truthOf = (rho: number) => -Math.log(1 - rho * rho) / 2;

/** Figure 4: one bivariate Gaussian at a time, whose mutual information has a closed form. */
export const fig4: Experiment<Fig4Settings, Estimates> = {
  name: 'fig4',
  title: 'Figure 4: Gaussians of correlation -0.9 to 0.9',
  summary:
    'Samples of bivariate Gaussians, estimated by every method on the same samples. The truth is -log(1 - ρ²)/2; the oracle knows the density and averages the pointwise information over the same samples.',
  settings: (quick) => ({
    seed: 4,
    sampleCount: 2000,
    repetitions: quick ? 10 : 100,
    slowRepetitions: quick ? 1 : 10,
    estimators: comparedEstimators(quick),
    correlations: Array.from({ length: 19 }, (_, i) => (i - 9) / 10),
  }),
  parts: (settings) =>
    settings.correlations.map((rho, i) => ({
      key: `rho ${rho}`,
      run: (context) =>
        judge(
          gaussianMixture([{ weight: 1, mean: [0, 0], covariance: [1, rho, 1] }]),
          { ...settings, seed: settings.seed + 1000 * i },
          context,
        ),
    })),
  report,
};

function report(results: readonly Estimates[], { correlations }: Fig4Settings): Report {
  const methods = Object.keys(results[0]);
  const shown = methods.filter((method) => method !== 'oracle');
  const summaries = results.map((estimates, i) =>
    Object.fromEntries(
      methods.map((method) => [method, summarise(estimates[method], truthOf(correlations[i]))]),
    ),
  );
  const over = (method: string, value: 'rmse' | 'meanError') =>
    mean(summaries.map((summary) => summary[method][value]));
  const layers: Layer[] = [
    ...shown.map((method): Layer => {
      const colour = estimatorColour(method);
      const points = correlations.map((rho, i) => [rho, summaries[i][method].mean] as const);
      return { kind: 'line', marked: true, colour, label: methodLabel(method), points };
    }),
    {
      kind: 'line',
      dashed: true,
      colour: estimatorColour('truth'),
      label: 'truth',
      points: Array.from({ length: 181 }, (_, i) => (i - 90) / 100).map((rho) => [
        rho,
        truthOf(rho),
      ]),
    },
  ];
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['rho', 'truth', 'method', 'samples', 'mean', 'variance', 'mean_error', 'rmse'],
        rows: correlations.flatMap((rho, i) =>
          methods.map((method) => {
            const { count, mean, variance, meanError, rmse } = summaries[i][method];
            return [rho, truthOf(rho), method, count, mean, variance, meanError, rmse];
          }),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Mutual information of Gaussians',
          panelSize: { width: 680, height: 440 },
          panels: [
            { x: { label: 'correlation ρ' }, y: { label: 'mutual information, nats' }, layers },
          ],
        },
      },
    ],
    comparisons: [
      {
        caption: 'Nats, averaged over the correlations (the paper shows curves without numbers)',
        columns: ['method', "paper's RMSE", 'our RMSE', 'our mean error', "oracle's RMSE"],
        rows: shown.map((method) => [
          methodLabel(method),
          notStated,
          fixed(over(method, 'rmse'), 4),
          signed(over(method, 'meanError'), 4),
          fixed(over('oracle', 'rmse'), 4),
        ]),
      },
      {
        caption: 'Mean estimate, nats',
        columns: ['ρ', 'truth', 'oracle', ...shown.map(methodLabel)],
        rows: correlations.map((rho, i) => [
          fixed(rho, 1),
          fixed(truthOf(rho)),
          ...['oracle', ...shown].map((method) => fixed(summaries[i][method].mean)),
        ]),
      },
    ],
    notes: [],
  };
}
