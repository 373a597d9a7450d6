import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { tellableDifference as margin } from '#core/infonet/evaluation/errors.ts';
import { randomTriplet, tripletTruth } from '#core/infonet/evaluation/triplets.ts';
import { createRandom } from '#core/random.ts';
import type { Layer, Panel } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import { comparedCounts, estimatorNotes, shownMethods, type Counts } from './support/compared.ts';
import { estimateAll, type Estimates } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { paperInfonet } from './support/paper.ts';
import { fixed, mean } from './support/statistics.ts';

type Table3Settings = {
  readonly seed: number;
  readonly sampleCount: number;
  readonly components: readonly number[];
  /** For each number of components. */
  readonly triplets: number;
  readonly perPart: number;
  readonly truthDraws: number;
  /** Estimates in one part, two a triplet. */
  readonly counts: Counts;
};

/** Triplets of one number of components. */
type TripletResult = {
  readonly components: number;
  /** I(X; Y) - I(X; Z), nats, and its standard error. */
  readonly differences: readonly number[];
  readonly standardErrors: readonly number[];
  /** Of (X, Y) and (X, Z) in turn. */
  readonly estimates: Estimates;
};

/** Table 3: which of two variables shares more information with a third? */
export const table3: Experiment<Table3Settings, TripletResult> = {
  name: 'table3',
  title: 'Table 3: order accuracy for mixtures of 1 to 10 components',
  summary:
    'Triplets (X, Y, Z) from random mixtures of K Gaussians in three dimensions (means uniform on (-5, 5)³, covariances A·Aᵀ + 0.01·I with entries of A uniform on (-3, 3)). An estimator is right where it puts I(X; Y) and I(X; Z) into the order of the true ones, which are Monte-Carlo integrals; the oracle averages the pointwise information over the very same samples.',
  settings: (quick, _sequences, networks) => ({
    seed: 3,
    sampleCount: 2000,
    components: Array.from({ length: 10 }, (_, i) => i + 1),
    triplets: quick ? 100 : 5000,
    perPart: 50,
    truthDraws: quick ? 20_000 : 100_000,
    counts: comparedCounts(
      quick,
      quick ? { fast: 100, kde: 0 } : { fast: 100, kde: 4, mine: 2 },
      networks,
    ),
  }),
  parts: ({ seed, sampleCount, components, triplets, perPart, truthDraws, counts }) =>
    components.flatMap((k) =>
      Array.from({ length: Math.ceil(triplets / perPart) }, (_, i) => ({
        key: `K ${k}, triplets from ${i * perPart + 1}`,
        cost: k + 5,
        async run(context) {
          const random = createRandom(seed + 1000 * k + 100_000 * i);
          const drawn = Array.from({ length: Math.min(perPart, triplets - i * perPart) }, () => {
            const triplet = randomTriplet(random, k);
            const { difference } = tripletTruth(triplet, random, truthDraws);
            return { difference, ...triplet.draw(random, sampleCount) };
          });
          const draws = drawn.flatMap(({ xy, xz }) => [xy, xz]);
          return {
            components: k,
            differences: drawn.map(({ difference }) => difference.value),
            standardErrors: drawn.map(({ difference }) => difference.standardError),
            estimates: await estimateAll(counts, draws, context),
          };
        },
      })),
    ),
  report,
};

/** Right answers of one method. */
interface Share {
  readonly share: number;
  readonly count: number;
}

/** Over the triplets whose truths differ by `least` or more. NaN-free: share 1 of none. */
function shareOf(results: readonly TripletResult[], method: string, least: number): Share {
  let [right, count] = [0, 0];
  for (const { differences, estimates } of results) {
    const own = estimates[method];
    for (let i = 0; 2 * i + 1 < own.length; i++) {
      if (Math.abs(differences[i]) < least) continue;
      count += 1;
      if (Math.sign(own[2 * i] - own[2 * i + 1]) === Math.sign(differences[i])) right += 1;
    }
  }
  return { share: count > 0 ? right / count : 1, count };
}

function report(
  results: readonly TripletResult[],
  { components, counts, sampleCount }: Table3Settings,
): Report {
  const methods = Object.keys(results[0].estimates);
  const shown = shownMethods(methods);
  const byK = components.map((k) => results.filter((result) => result.components === k));
  const percent = ({ share, count }: Share) => (count > 0 ? fixed(100 * share, 1) : '-');
  const panel = (title: string, least: number): Panel => ({
    title,
    x: { label: 'components K', ticks: components },
    y: { label: 'right order, %' },
    layers: ['oracle', ...shown].map((method): Layer => ({
      kind: 'line',
      marked: true,
      dashed: method === 'oracle',
      colour: estimatorColour(method),
      label: methodLabel(method),
      points: byK.map((own, i) => [components[i], 100 * shareOf(own, method, least).share]),
    })),
  });
  const table = (least: number) => [
    ...components.map((k, i) => [
      String(k),
      notStated,
      ...['oracle', ...shown].map((method) => percent(shareOf(byK[i], method, least))),
    ]),
    [
      'all',
      least === 0
        ? `${fixed(100 * paperInfonet.orderAccuracy.low, 1)} to ${fixed(100 * paperInfonet.orderAccuracy.high, 1)}`
        : notStated,
      ...['oracle', ...shown].map((method) => percent(shareOf(results, method, least))),
    ],
  ];
  const columns = ['K', "paper's InfoNet", 'oracle', ...shown.map(methodLabel)];
  const errors = results.flatMap(({ standardErrors }) => standardErrors);
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['components', 'least_difference', 'method', 'triplets', 'order_accuracy'],
        rows: components.flatMap((k, i) =>
          [0, margin].flatMap((least) =>
            methods.map((method) => {
              const { share, count } = shareOf(byK[i], method, least);
              return [k, least, method, count, count > 0 ? share : null];
            }),
          ),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: `Order accuracy on triplets, ${sampleCount} samples`,
          columns: 2,
          panelSize: { width: 420, height: 340 },
          panels: [
            panel('all triplets', 0),
            panel(`true difference at least ${margin} nats`, margin),
          ],
        },
      },
    ],
    comparisons: [
      { caption: 'Right order, % of all triplets', columns, rows: table(0) },
      {
        caption: `Right order, % of triplets whose true informations differ by ${margin} nats or more`,
        columns,
        rows: table(margin),
      },
    ],
    notes: [
      "Compare with the oracle rather than with the paper: where the oracle's share is below the paper's, these triplets are closer calls than the paper's were.",
      `Standard error of a true difference: ${fixed(mean(errors), 4)} nats on average. With ${byK[0].reduce((sum, { differences }) => sum + differences.length, 0)} triplets a row, a share of 99 % has a standard error of ${fixed(100 * Math.sqrt(0.0099 / byK[0].reduce((sum, { differences }) => sum + differences.length, 0)), 1)} points.`,
      ...estimatorNotes(counts),
    ],
  };
}
