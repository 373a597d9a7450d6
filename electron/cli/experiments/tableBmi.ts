import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { knownCopulas } from '#core/infonet/evaluation/knownCopulas.ts';
import { monteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { createRandom } from '#core/random.ts';
import type { Layer, Panel } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type PartContext, type Report } from './experiment.ts';
import { comparedCounts, estimatorNotes, shownMethods, type Counts } from './support/compared.ts';
import { judge, type Estimates } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { errorsOf, fixed, signed } from './support/statistics.ts';

type BmiSettings = {
  readonly seed: number;
  readonly sampleCounts: readonly number[];
  /** For the information of shapes without a closed form. */
  readonly truthDraws: number;
  readonly counts: Counts;
};

/** Either the information of a shape or the estimates at one length. */
type BmiResult =
  | { readonly information: number; readonly standardError: number }
  | { readonly estimates: Estimates };

/** The six shapes; the list goes on with strong normals, which other pages treat. */
const copulas = () => knownCopulas(() => NaN).slice(0, 6);

/** The six copulas of the bmi benchmark's kind. */
export const tableBmi: Experiment<BmiSettings, BmiResult> = {
  name: 'table-bmi',
  title: 'Six copulas of known information, with floors',
  summary:
    'Shapes as in the benchmark of Czyż et al. (2023), hard for histograms, neighbours or parametric families each in its own way. Four have a closed form; the X and the letters are Monte-Carlo integrals. The floor is the RMSE of an oracle that knows the density and averages the pointwise information over the very same samples.',
  settings: (quick, _sequences, networks) => ({
    seed: 9,
    sampleCounts: [200, 500, 1000, 2000, 5000],
    truthDraws: quick ? 400_000 : 4_000_000,
    counts: comparedCounts(
      quick,
      quick ? { fast: 20, kde: 0 } : { fast: 1000, kde: 20, mine: 3 },
      networks,
    ),
  }),
  parts: ({ seed, sampleCounts, truthDraws, counts }) =>
    copulas().flatMap(({ name, information, distribution }, i) => [
      {
        key: `${name}, truth`,
        async run() {
          if (!Number.isNaN(information)) return { information, standardError: 0 };
          const truth = monteCarloTruth(distribution, createRandom(seed + i), truthDraws);
          return { information: truth.value, standardError: truth.standardError };
        },
      },
      ...sampleCounts.map((sampleCount, j) => ({
        key: `${name}, N ${sampleCount}`,
        cost: sampleCount / 500,
        run: async (context: PartContext) => ({
          estimates: await judge(
            distribution,
            { seed: seed + 100 * i + 1000 * (j + 1), sampleCount, counts },
            context,
          ),
        }),
      })),
    ]),
  report,
};

function report(results: readonly BmiResult[], { sampleCounts, counts }: BmiSettings): Report {
  const stride = 1 + sampleCounts.length;
  const shapes = copulas().map(({ name }, i) => {
    const [truth, ...lengths] = results.slice(i * stride, (i + 1) * stride);
    if (!('information' in truth)) throw new RangeError(`The truth of ${name} is missing.`);
    const { information, standardError } = truth;
    const errors = lengths.map((result) =>
      Object.fromEntries(
        Object.entries('estimates' in result ? result.estimates : {}).map(([method, values]) => [
          method,
          errorsOf(
            values,
            values.map(() => information),
          ),
        ]),
      ),
    );
    return { name, information, standardError, errors };
  });
  const methods = Object.keys(shapes[0].errors[0]);
  const shown = shownMethods(methods);
  const panels = shapes.map(({ name, information, errors }): Panel => ({
    title: `${name}: ${fixed(information)} nats`,
    x: { label: 'samples', scale: 'log', ticks: sampleCounts, format: String },
    y: { label: 'RMSE, nats', scale: 'log' },
    layers: ['oracle', ...shown].map((method): Layer => ({
      kind: 'line',
      marked: true,
      dashed: method === 'oracle',
      colour: estimatorColour(method),
      label: method === 'oracle' ? 'floor (oracle)' : methodLabel(method),
      points: errors.map((each, j) => [sampleCounts[j], each[method].rmse]),
    })),
  }));
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          'copula',
          'information',
          'information_error',
          'samples',
          'method',
          'estimates',
          'mean_error',
          'variance',
          'rmse',
        ],
        rows: shapes.flatMap(({ name, information, standardError, errors }) =>
          errors.flatMap((each, j) =>
            methods.map((method) => {
              const { count, meanError, variance, rmse } = each[method];
              return [
                name,
                information,
                standardError,
                sampleCounts[j],
                method,
                count,
                meanError,
                variance,
                rmse,
              ];
            }),
          ),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'RMSE on copulas of known information',
          columns: 3,
          panelSize: { width: 340, height: 260 },
          panels,
        },
      },
    ],
    comparisons: [
      {
        caption: 'RMSE (mean error), nats',
        columns: ['copula', 'information', 'N', 'paper', 'floor', ...shown.map(methodLabel)],
        rows: shapes.flatMap(({ name, information, errors }) =>
          errors.map((each, j) => [
            name,
            fixed(information),
            String(sampleCounts[j]),
            notStated,
            fixed(each.oracle.rmse),
            ...shown.map(
              (method) => `${fixed(each[method].rmse)} (${signed(each[method].meanError)})`,
            ),
          ]),
        ),
      },
    ],
    notes: [
      ...shapes
        .filter(({ standardError }) => standardError > 0)
        .map(
          ({ name, information, standardError }) =>
            `${name}: ${fixed(information, 4)} nats with a standard error of ${fixed(standardError, 4)}.`,
        ),
      'KSG and KDE get the samples as drawn: the heavy tails of the Student t are what hurts them there. InfoNet sees ranks.',
      ...estimatorNotes(counts),
    ],
  };
}
