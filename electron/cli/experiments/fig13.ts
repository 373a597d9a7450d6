import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { discriminantOf } from '#core/estimators/infonet.ts';
import { againstChance, cellCentres } from '#core/infonet/discriminantTable.ts';
import { donskerVaradhan } from '#core/infonet/donskerVaradhan.ts';
import { sampleTable } from '#core/infonet/evaluation/estimateSamples.ts';
import {
  gaussianMixture,
  paperProtocol,
  randomMixture,
  type GaussianMixture,
} from '#core/infonet/evaluation/gaussianMixture.ts';
import { monteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { networks } from '#core/infonet/networks.ts';
import { unsmoothed } from '#core/infonet/smoothing.ts';
import { createRandom } from '#core/random.ts';
import type { Panel } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type PartContext, type Report } from './experiment.ts';
import { cellsPicture, rampPicture } from './support/cellsPicture.ts';
import { roughness, trueTable } from './support/discriminantTables.ts';
import { fixed } from './support/statistics.ts';

type Fig13Settings = {
  readonly seed: number;
  readonly sampleCount: number;
  readonly truthDraws: number;
};

/** Tables are (L, L), first axis x, nats, and normalised so that their product term is 0. */
type Fig13Result = {
  /** (L + 1) borders of the cells as ranks, 0 to 1. */
  readonly edges: readonly number[];
  readonly truth: number;
  readonly truthError: number;
  readonly estimate: number;
  readonly trueTable: readonly number[];
  readonly smooth: readonly number[];
  /** The table before its smoothing, where the network has one. */
  readonly rough: readonly number[] | null;
  readonly dvSmooth: number;
  readonly dvRough: number | null;
};

interface Example {
  readonly name: string;
  distribution(seed: number): GaussianMixture;
}

const examples: readonly Example[] = [
  {
    name: 'Gaussian, ρ 0.8',
    distribution: () => gaussianMixture([{ weight: 1, mean: [0, 0], covariance: [1, 0.8, 1] }]),
  },
  {
    name: 'X, Gaussians of ρ 0.9 and -0.9',
    distribution: () =>
      gaussianMixture(
        [0.9, -0.9].map((rho) => ({ weight: 1, mean: [0, 0], covariance: [1, rho, 1] })),
      ),
  },
  {
    name: 'random mixture, 10 components',
    distribution: (seed) =>
      randomMixture(createRandom(seed), { ...paperProtocol, minComponents: 10, maxComponents: 10 }),
  },
];

/** Figure 13: what the smoothing of appendix A.8 does to the discriminant table. */
export const fig13: Experiment<Fig13Settings, Fig13Result> = {
  name: 'fig13',
  title: 'Figure 13: the discriminant table with and without smoothing',
  summary:
    'The lookup table that the network finds, as it is used and before its Gaussian smoothing (appendix A.8, method 1), beside the optimal discriminant log p(u, v) of the copula at the cells. What the smoothing did is undone exactly, for its kernel is known and narrow. A table alone gives the Donsker-Varadhan value (DV); the estimate is that value plus the learned correction.',
  settings: (quick) => ({
    seed: 13,
    sampleCount: 2000,
    truthDraws: quick ? 200_000 : 2_000_000,
  }),
  parts: ({ seed, sampleCount, truthDraws }) =>
    examples.map(({ name, distribution }) => ({
      key: name,
      run: (context) => examine(distribution(seed), seed, sampleCount, truthDraws, context),
    })),
  report,
};

async function examine(
  distribution: GaussianMixture,
  seed: number,
  sampleCount: number,
  truthDraws: number,
  { models, command }: PartContext,
): Promise<Fig13Result> {
  const random = createRandom(seed + 1);
  const { value, standardError } = monteCarloTruth(distribution, random, truthDraws);
  const samples = sampleTable([distribution.draw(random, sampleCount)]);
  const found = await discriminantOf(samples, 0, 1, models, { weights: 'accurate' });
  const { edges, table, histogram, estimate, dv } = found;
  const cells = edges.length - 1;
  const sigma = await smoothingWidth(command.installation.modelsFolder);
  const rough = sigma === undefined ? null : unsmoothed(table, cells, sigma);
  return {
    edges,
    truth: value,
    truthError: standardError,
    estimate,
    trueTable: coarse(trueTable(distribution, random, edges)),
    smooth: coarse(againstChance(table, edges)),
    rough: rough && coarse(againstChance(rough, edges)),
    dvSmooth: dv,
    dvRough: rough && donskerVaradhan(histogram, rough, cells),
  };
}

/** Thousandths: finer than any colour. */
const coarse = (values: readonly number[]) =>
  values.map((value) => Math.round(1000 * value) / 1000);

const card = z.object({
  config: z.object({ smoothing: z.string(), sigma: z.number().positive().optional() }),
});

/** Of the shipped network, in cells; undefined where it does not smooth its table. */
async function smoothingWidth(modelsFolder: string): Promise<number | undefined> {
  const text = await readFile(join(modelsFolder, `${networks.accurate.model}.json`), 'utf8');
  const { config } = card.parse(JSON.parse(text));
  return config.smoothing === 'gaussian' ? config.sigma : undefined;
}

/** nats: what the colours show; beyond it they stay the same. */
const range = 3;

function report(results: readonly Fig13Result[]): Report {
  const unit = { domain: [0, 1], ticks: [0, 0.5, 1] } as const;
  const panel = (title: string, table: readonly number[], edges: readonly number[]): Panel => ({
    title,
    x: { label: 'u', ...unit },
    y: { label: 'v', ...unit },
    layers: [{ kind: 'cells', png: cellsPicture(table, edges, range) }],
  });
  const panels = results.flatMap(({ edges, trueTable, rough, smooth }, i) => [
    panel(`${examples[i].name}: optimal`, trueTable, edges),
    ...(rough ? [panel('without smoothing', rough, edges)] : []),
    panel(rough ? 'with smoothing' : 'found', smooth, edges),
  ]);
  const number = (value: number | null) => (value === null ? '-' : fixed(value));
  const rows = results.flatMap((result, i) => [
    { name: examples[i].name, which: 'without', dv: result.dvRough, table: result.rough, result },
    { name: examples[i].name, which: 'with', dv: result.dvSmooth, table: result.smooth, result },
  ]);
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          'distribution',
          'truth',
          'truth_error',
          'smoothing',
          'dv',
          'estimate',
          'roughness',
        ],
        rows: rows.map(({ name, which, dv, table, result }) => [
          name,
          result.truth,
          result.truthError,
          which,
          dv,
          result.estimate,
          table && roughness(table, result.edges.length - 1),
        ]),
      },
      {
        name: 'tables',
        bulky: true,
        columns: ['distribution', 'u', 'v', 'optimal', 'without_smoothing', 'with_smoothing'],
        rows: results.flatMap(({ edges, trueTable, rough, smooth }, i) => {
          const centres = cellCentres(edges);
          return smooth.map((value, at) => [
            examples[i].name,
            centres[Math.floor(at / centres.length)],
            centres[at % centres.length],
            trueTable[at],
            rough && rough[at],
            value,
          ]);
        }),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'The discriminant table',
          columns: panels.length / results.length,
          panelSize: { width: 300, height: 280 },
          panels,
          ramp: {
            png: rampPicture(),
            low: `-${range} nats and less`,
            high: `+${range} nats and more`,
          },
        },
      },
    ],
    comparisons: [
      {
        caption:
          'Nats; the roughness is the mean square of the second differences between neighbouring cells',
        columns: ['distribution', 'smoothing', 'paper', 'truth', 'DV', 'estimate', 'roughness'],
        rows: rows.map(({ name, which, dv, table, result }) => [
          name,
          which,
          notStated,
          `${fixed(result.truth)} ± ${fixed(result.truthError)}`,
          number(dv),
          fixed(result.estimate),
          number(table && roughness(table, result.edges.length - 1)),
        ]),
      },
    ],
    notes: [],
  };
}
