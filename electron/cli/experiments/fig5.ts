import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { slicedMean } from '#core/estimators/support/sliced.ts';
import { areaUnderRoc } from '#core/metrics/areaUnderRoc.ts';
import { createRandom } from '#core/random.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import { dependences, dependentVectors, independentVectors } from './support/dependences.ts';
import {
  drawVectors,
  slicedInformation,
  vectorInformation,
  type GaussianVectors,
} from './support/gaussianVectors.ts';
import { methodLabel } from './support/labels.ts';
import { estimateProjections } from './support/slicedEstimates.ts';
import { fixed, mean } from './support/statistics.ts';

type Fig5Settings = {
  readonly seed: number;
  readonly dims: readonly number[];
  readonly lengths: readonly number[];
  /** Samples with a dependence, and as many without. */
  readonly trials: number;
  readonly projections: number;
  readonly estimators: readonly string[];
};

/** Sliced estimates of the trials, by method. */
type Scores = { readonly [method: string]: readonly number[] };

/** Of one dimension and length. */
type Cell = {
  readonly independent: Scores;
  /** In the order of `dependences`. */
  readonly dependent: readonly Scores[];
  readonly truths: readonly {
    /** nats */
    readonly information: number;
    readonly sliced: number;
    readonly slicedError: number;
  }[];
};

/**
 * Areas that the authors' notebook prints for the first dependence at N = 50, 100 ... 300: 50 trials with it and 50
 * without, 1,024 projections. datou30/InfoNet, Notebooks/independence_test.ipynb.
 */
const notebookAreas: Readonly<Record<number, readonly number[]>> = {
  16: [0.9608, 1, 1, 1, 1, 1],
  128: [0.5972, 0.806, 0.8696, 0.9364, 0.9632, 0.9952],
};

const truthDirections = 2000;

/** Figure 5: is there any dependence between two vectors, judged by sliced information? */
export const fig5: Experiment<Fig5Settings, Cell> = {
  name: 'fig5',
  title: 'Figure 5: tests of independence in many dimensions',
  summary: `Samples of two vectors that depend on each other, and of two that do not, are scored by the mean estimate over random projections. The area under the ROC curve is the probability that a sample with the dependence scores above one without: 1 is a perfect test, .5 knows nothing. Dependences: ${dependences.map(({ name, formula }) => `${name} (${formula})`).join('; ')}; X and Z are standard normal.`,
  settings: (quick) => ({
    seed: 5,
    dims: quick ? [16, 128] : [16, 32, 64, 128],
    lengths: quick ? [50, 100, 200, 300] : [50, 100, 150, 200, 250, 300],
    trials: quick ? 10 : 50,
    projections: quick ? 64 : 1024,
    estimators: ['infonet', 'ksg', 'distance-correlation'],
  }),
  parts: ({ seed, dims, lengths, trials, projections, estimators }) =>
    cellsOf({ dims, lengths }).map(({ d, length }, index) => ({
      key: `d ${d} N ${length}`,
      cost: length * (d + 100),
      async run(context) {
        const random = createRandom(seed + 1000 * index);
        const families = [
          independentVectors(d),
          ...dependences.map((each) => dependentVectors(each, d)),
        ];
        const scores: Scores[] = [];
        for (const [done, family] of families.entries()) {
          const own: Record<string, number[]> = {};
          for (let trial = 0; trial < trials; trial++) {
            context.progress((done * trials + trial) / (families.length * trials));
            const data = drawVectors(family, random, length);
            const found = await estimateProjections(
              estimators,
              { sampleCount: length, dims: family.dims, data },
              { projections, seed: random.integer(2 ** 31) },
              context,
            );
            for (const [method, values] of Object.entries(found))
              (own[method] ??= []).push(slicedMean(values).mean);
          }
          scores.push(own);
        }
        const [independent, ...dependent] = scores;
        return { independent, dependent, truths: families.slice(1).map(truthOf) };
      },
    })),
  report,
};

const unitOf = (word: string) => findEstimator(parseEstimator(word).estimator).info.unit;

const cellsOf = ({ dims, lengths }: Pick<Fig5Settings, 'dims' | 'lengths'>) =>
  dims.flatMap((d) => lengths.map((length) => ({ d, length })));

function truthOf(family: GaussianVectors) {
  const slicing = { projections: truthDirections, seed: 1 };
  const { mean: sliced, standardError: slicedError } = slicedInformation(family, slicing);
  return { information: vectorInformation(family), sliced, slicedError };
}

function report(cells: readonly Cell[], settings: Fig5Settings): Report {
  const { dims, lengths, trials, projections } = settings;
  const methods = Object.keys(cells[0].independent);
  const rows = cellsOf(settings).flatMap(({ d, length }, c) =>
    dependences.map(({ name }, k) => {
      const { independent, dependent, truths } = cells[c];
      const by = (value: (method: string) => number) =>
        Object.fromEntries(methods.map((method) => [method, value(method)]));
      return {
        ...{ d, length, name, truth: truths[k] },
        area: by((method) => areaUnderRoc(dependent[k][method], independent[method])),
        estimate: by((method) => mean(dependent[k][method])),
        without: by((method) => mean(independent[method])),
      };
    }),
  );
  const shown = methods.filter((method) => !method.endsWith('.dv'));
  const inNats = shown.filter((method) => unitOf(method) === 'nats');
  const longest = lengths[lengths.length - 1];
  const lowest = Math.min(0.4, ...rows.flatMap(({ area }) => shown.map((m) => area[m] - 0.02)));
  const notebook = ({ name, d, length }: (typeof rows)[number]) =>
    name === dependences[0].name ? notebookAreas[d]?.[length / 50 - 1] : undefined;
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          ...['dependence', 'd', 'n', 'method', 'auc', 'notebook_auc', 'mean_dependent'],
          ...['mean_independent', 'true_sliced', 'true_sliced_error', 'true_information'],
        ],
        rows: rows.flatMap((row) =>
          methods.map((method) => [
            ...[row.name, row.d, row.length, method, row.area[method]],
            method === 'infonet' ? (notebook(row) ?? null) : null,
            ...[row.estimate[method], row.without[method]],
            ...[row.truth.sliced, row.truth.slicedError, row.truth.information],
          ]),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Tests of independence by sliced information',
          columns: dependences.length,
          panelSize: { width: 300, height: 240 },
          panels: dims.flatMap((d) =>
            dependences.map(({ name }) => ({
              title: `${name}, d = ${d}`,
              x: { label: 'samples N', domain: [0, 320] as const, ticks: lengths },
              y: { label: 'area under ROC', domain: [lowest, 1.02] as const },
              layers: shown.map((method) => ({
                kind: 'line' as const,
                marked: true,
                colour: estimatorColour(method),
                label: methodLabel(method),
                points: rows
                  .filter((row) => row.d === d && row.name === name)
                  .map((row) => [row.length, row.area[method]] as const),
              })),
            })),
          ),
        },
      },
    ],
    comparisons: [
      {
        caption:
          "Area under the ROC curve; the paper's figure has no numbers, the authors' notebook prints some",
        columns: ['dependence', 'd', 'N', "authors' notebook", ...shown.map(methodLabel)],
        rows: rows.map((row) => [
          ...[row.name, String(row.d), String(row.length)],
          notebook(row)?.toFixed(3) ?? notStated,
          ...shown.map((method) => fixed(row.area[method])),
        ]),
      },
      {
        caption: `Mean sliced estimate of dependent samples at N = ${longest}, nats, beside the true sliced information (and what independent samples score)`,
        columns: [
          ...['dependence', 'd', 'true information', 'true sliced'],
          ...inNats.map(methodLabel),
        ],
        rows: rows
          .filter((row) => row.length === longest)
          .map((row) => [
            ...[row.name, String(row.d), fixed(row.truth.information)],
            `${fixed(row.truth.sliced, 4)} ± ${fixed(row.truth.slicedError, 4)}`,
            ...inNats.map(
              (method) => `${fixed(row.estimate[method], 4)} (${fixed(row.without[method], 4)})`,
            ),
          ]),
      },
    ],
    notes: [
      `Each area is of ${trials} samples with the dependence against the same ${trials} without, ${projections} projections each; all estimators see the same projections of the same samples.`,
      'The definitions follow the authors\' notebook, for the text of appendix A.5 is not among our sources. There, "two features" gives both halves of Y the first half of X, unscaled; here each half has its own feature, scaled as the one feature is.',
    ],
  };
}
