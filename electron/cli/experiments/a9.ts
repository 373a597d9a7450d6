import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { paperProtocol, randomMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { monteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { createRandom } from '#core/random.ts';
import type { Axis, Panel } from '../../host/figures/figure.ts';
import type { Experiment, Report } from './experiment.ts';
import { estimateAll } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { fixed } from './support/statistics.ts';

type A9Settings = {
  readonly seed: number;
  readonly sampleCount: number;
  /** Of the mixtures shown. */
  readonly components: readonly number[];
  readonly truthDraws: number;
  /** Samples in the figure. */
  readonly shown: number;
};

/** A mixture's samples. */
type A9Result = {
  readonly truth: number;
  readonly truthError: number;
  readonly oracle: number;
  /** Of the samples as drawn, and of their ranks. */
  readonly asDrawn: number;
  readonly asRanks: number;
  /** (shown, 2) */
  readonly points: readonly (readonly [number, number])[];
  /** (shown, 2), in (0, 1) */
  readonly ranks: readonly (readonly [number, number])[];
};

/** Appendix A.9: what the training's mixtures look like, and what the network sees of them. */
export const a9: Experiment<A9Settings, A9Result> = {
  name: 'a9',
  title: 'Appendix A.9: samples of random mixtures as drawn and as ranks',
  summary:
    'Random Gaussian mixtures by the protocol of the training. Mutual information does not change under increasing maps of x and of y, so the network sees the ranks alone: the empirical copula, whose marginals are uniform.',
  settings: (quick) => ({
    seed: 12,
    sampleCount: 2000,
    components: [1, 3, 5, 10, 20],
    truthDraws: quick ? 100_000 : 1_000_000,
    shown: 500,
  }),
  parts: ({ seed, sampleCount, components, truthDraws, shown }) =>
    components.map((k) => ({
      key: `K ${k}`,
      async run(context) {
        const random = createRandom(seed + k);
        const mixture = randomMixture(random, {
          ...paperProtocol,
          minComponents: k,
          maxComponents: k,
        });
        const { value, standardError } = monteCarloTruth(mixture, random, truthDraws);
        const draw = mixture.draw(random, sampleCount);
        const [u, v] = [uniform(draw.x), uniform(draw.y)];
        const both = [draw, { x: u, y: v, oracle: draw.oracle }];
        const { infonet } = await estimateAll({ infonet: 2 }, both, context);
        const some = Array.from({ length: Math.min(shown, sampleCount) }, (_, i) => i);
        return {
          truth: value,
          truthError: standardError,
          oracle: draw.oracle,
          asDrawn: infonet[0],
          asRanks: infonet[1],
          points: some.map((i) => [coarse(draw.x[i]), coarse(draw.y[i])] as const),
          ranks: some.map((i) => [coarse(u[i]), coarse(v[i])] as const),
        };
      },
    })),
  report,
};

/** Coordinates of the empirical copula, in (0, 1). */
const uniform = (values: Float64Array) =>
  Float64Array.from(doubledMidranks(values), (rank) => (rank - 1) / (2 * values.length));

/** Finer than the figure shows. */
const coarse = (value: number) => Math.round(value * 1e4) / 1e4;

function report(results: readonly A9Result[], { components, shown }: A9Settings): Report {
  const unit: Axis['domain'] = [0, 1];
  const dots = (points: A9Result['points']) =>
    [{ kind: 'dots', radius: 1.2, colour: estimatorColour('infonet'), points }] as const;
  const drawn = results.map(({ points, truth }, i): Panel => ({
    title: `K = ${components[i]}: ${fixed(truth, 2)} nats`,
    x: { label: 'x' },
    y: { label: 'y' },
    layers: dots(points),
  }));
  const ranked = results.map(({ ranks }): Panel => ({
    x: { label: 'rank of x / N', domain: unit, ticks: [0, 0.5, 1] },
    y: { label: 'rank of y / N', domain: unit, ticks: [0, 0.5, 1] },
    layers: dots(ranks),
  }));
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          'components',
          'truth',
          'truth_error',
          'oracle',
          'infonet_as_drawn',
          'infonet_as_ranks',
        ],
        rows: results.map(({ truth, truthError, oracle, asDrawn, asRanks }, i) => [
          components[i],
          truth,
          truthError,
          oracle,
          asDrawn,
          asRanks,
        ]),
      },
      {
        name: 'samples',
        bulky: true,
        columns: ['components', 'x', 'y', 'rank_x', 'rank_y'],
        rows: results.flatMap(({ points, ranks }, i) =>
          points.map(([x, y], j) => [components[i], x, y, ...ranks[j]]),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Random mixtures as drawn (above) and as ranks (below)',
          columns: results.length,
          panelSize: { width: 230, height: 220 },
          panels: [...drawn, ...ranked],
        },
      },
    ],
    comparisons: [
      {
        caption: 'Nats; the paper shows the samples without numbers',
        columns: [
          'K',
          'truth',
          'oracle',
          `${methodLabel('infonet')}, as drawn`,
          `${methodLabel('infonet')}, as ranks`,
        ],
        rows: results.map(({ truth, truthError, oracle, asDrawn, asRanks }, i) => [
          String(components[i]),
          `${fixed(truth)} ± ${fixed(truthError)}`,
          fixed(oracle),
          fixed(asDrawn, 6),
          fixed(asRanks, 6),
        ]),
      },
    ],
    notes: [`The figure shows ${shown} samples of each mixture.`],
  };
}
