import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { paperProtocol, randomMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { monteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { createRandom } from '#core/random.ts';
import type { Layer, Panel } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import { comparedCounts, estimatorNotes, shownMethods, type Counts } from './support/compared.ts';
import { estimateAll, type Estimates } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { referenceMixtures } from './support/paper.ts';
import { errorsOf, fixed, mean, signed } from './support/statistics.ts';

type Fig7Settings = {
  readonly seed: number;
  readonly sampleCount: number;
  readonly components: readonly number[];
  /** For each number of components. */
  readonly mixtures: number;
  readonly truthDraws: number;
  readonly counts: Counts;
};

/** Mixtures of one number of components. */
type Fig7Result = {
  readonly truths: readonly number[];
  readonly truthErrors: readonly number[];
  readonly estimates: Estimates;
};

/** Points of a method in a panel: more cannot be told apart. */
const mostPoints = 60;

/** Figure 7: estimates against the truth. */
export const fig7: Experiment<Fig7Settings, Fig7Result> = {
  name: 'fig7',
  title: 'Figure 7: estimates against the truth for mixtures of 1 to 10 components',
  summary:
    'Random Gaussian mixtures of K components by the protocol of the training, one sample each. The truth is a Monte-Carlo integral; a perfect estimator lies on the diagonal but for the scatter that the oracle shows, which averages the pointwise information over the very same samples.',
  settings: (quick, _sequences, networks) => ({
    seed: 7,
    sampleCount: 2000,
    components: Array.from({ length: 10 }, (_, i) => i + 1),
    mixtures: quick ? 60 : 1000,
    truthDraws: quick ? 40_000 : 100_000,
    counts: comparedCounts(
      quick,
      quick ? { fast: 60, kde: 5 } : { fast: 1000, kde: 100, mine: 20 },
      networks,
    ),
  }),
  parts: ({ seed, sampleCount, components, mixtures, truthDraws, counts }) =>
    components.map((k) => ({
      key: `K ${k}`,
      cost: k + 5,
      async run(context) {
        const random = createRandom(seed + 1000 * k);
        const protocol = { ...paperProtocol, minComponents: k, maxComponents: k };
        const drawn = Array.from({ length: mixtures }, () => {
          const mixture = randomMixture(random, protocol);
          const truth = monteCarloTruth(mixture, random, truthDraws);
          return { truth, draw: mixture.draw(random, sampleCount) };
        });
        const draws = drawn.map(({ draw }) => draw);
        return {
          truths: drawn.map(({ truth }) => truth.value),
          truthErrors: drawn.map(({ truth }) => truth.standardError),
          estimates: await estimateAll(counts, draws, context),
        };
      },
    })),
  report,
};

function report(
  results: readonly Fig7Result[],
  { components, counts, mixtures }: Fig7Settings,
): Report {
  const methods = Object.keys(results[0].estimates);
  const shown = shownMethods(methods);
  const drawnOnes = shown.filter((method) => !method.includes('.'));
  const panels = results.map(({ truths, estimates }, i): Panel => {
    const most = Math.ceil(5 * Math.max(...truths)) / 5;
    return {
      title: `K = ${components[i]}`,
      x: { label: 'truth, nats', domain: [0, most], ticks: threeTicks(most) },
      y: { label: 'estimate, nats', domain: [-0.1, 1.1 * most], ticks: threeTicks(most) },
      layers: [
        {
          kind: 'line',
          dashed: true,
          colour: estimatorColour('truth'),
          label: 'truth',
          points: [
            [0, 0],
            [most, most],
          ],
        },
        ...[...drawnOnes].reverse().map((method): Layer => ({
          kind: 'dots',
          radius: 2,
          colour: estimatorColour(method),
          label: methodLabel(method),
          points: estimates[method]
            .slice(0, mostPoints)
            .map((estimate, j) => [truths[j], estimate]),
        })),
      ],
    };
  });
  const errors = results.map(({ truths, estimates }) =>
    Object.fromEntries(methods.map((method) => [method, errorsOf(estimates[method], truths)])),
  );
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['components', 'truth', 'truth_error', ...methods],
        rows: results.flatMap(({ truths, truthErrors, estimates }, i) =>
          truths.map((truth, j) => [
            components[i],
            truth,
            truthErrors[j],
            ...methods.map((method) => estimates[method][j] ?? null),
          ]),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Estimates against the truth',
          columns: 5,
          panelSize: { width: 210, height: 200 },
          panels,
        },
      },
    ],
    comparisons: [
      {
        caption: 'RMSE (mean error), nats',
        columns: ['K', 'paper', 'oracle', ...shown.map(methodLabel)],
        rows: components.map((k, i) => [
          String(k),
          notStated,
          ...['oracle', ...shown].map((method) => {
            const { rmse, meanError } = errors[i][method];
            return `${fixed(rmse)} (${signed(meanError)})`;
          }),
        ]),
      },
      {
        caption:
          "What the reference code's own notebook printed for five mixtures of 5 components, 5,000 samples each, nats",
        columns: ['truth', "paper's InfoNet", 'error'],
        rows: referenceMixtures.map(({ truth, estimate }) => [
          fixed(truth),
          fixed(estimate),
          signed(estimate - truth),
        ]),
      },
    ],
    notes: [
      `${mixtures} mixtures for each K. Standard error of a truth: ${fixed(mean(results.flatMap(({ truthErrors }) => truthErrors)), 4)} nats on average.`,
      ...estimatorNotes(counts),
    ],
  };
}

const threeTicks = (most: number) => [0, most / 2, most];
