import { setImmediate } from 'node:timers/promises';
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import { paperProtocol } from '#core/infonet/evaluation/gaussianMixture.ts';
import { levelCases, levelCount } from '#core/infonet/evaluation/levels.ts';
import { createRandom } from '#core/random.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { median, timed } from '../bench/figures.ts';
import type { Experiment, PartContext, Report } from './experiment.ts';
import { infonetWords } from './support/compared.ts';
import { methodLabel } from './support/labels.ts';
import { errorsOf, fixed, mean } from './support/statistics.ts';

type ComputeSettings = {
  readonly seed: number;
  readonly sampleCounts: readonly number[];
  /** Mixtures at each level. */
  readonly perLevel: number;
  /** Mixtures at each level in one part. */
  readonly perPart: number;
  /** Estimators as typed. */
  readonly methods: readonly string[];
};

/** One method on the samples of one length in one part; the oracle takes no time. */
type Judged = {
  readonly estimates: readonly number[];
  /** Of one estimate, all of the part at once. */
  readonly millis: number;
};

/** Of one part's mixtures, level by level. */
type ComputeResult = {
  readonly truths: readonly number[];
  /** By length, as in the settings. */
  readonly lengths: readonly { readonly [method: string]: Judged }[];
};

const thorough = 'infonet:weights=thorough';

/** What an estimator's time buys. */
export const compute: Experiment<ComputeSettings, ComputeResult> = {
  name: 'compute',
  title: 'Error against time of an estimate',
  summary:
    "Random Gaussian mixtures by the level of their information, as in Table 2, each estimated by methods that take more time or less; the error is the RMSE averaged over the levels, in times the oracle's on the very same samples, so that 1 is as good as knowing the density. InfoNet's thorough network is the accurate one, shown a pair in several views, which are averaged. Times are medians, from the samples to the number, and depend on the machine and on what else it does.",
  settings: (quick, _sequences, networks) => ({
    seed: 12,
    sampleCounts: [200, 500, 1000, 2000, 5000],
    perLevel: quick ? 20 : 1000,
    perPart: quick ? 5 : 10,
    methods: [...infonetWords(networks), thorough, 'ksg'],
  }),
  parts: (settings) => {
    const { seed, perLevel, perPart } = settings;
    return Array.from({ length: Math.ceil(perLevel / perPart) }, (_, i) => {
      const start = i * perPart;
      const count = Math.min(perPart, perLevel - start);
      return {
        key: `mixtures ${start + 1} to ${start + count} of each level`,
        run: (context) => measure(settings, seed + 1000 * i, count, context),
      };
    });
  },
  report,
};

/** @throws ComoveError ABORTED */
async function measure(
  { sampleCounts, methods }: ComputeSettings,
  seed: number,
  perLevel: number,
  { models, signal, progress }: PartContext,
): Promise<ComputeResult> {
  const cases = await levelCases({
    ...{ seed, perLevel, signal, protocol: paperProtocol },
    pause: () => setImmediate(),
    onProgress: (done, total) => progress((0.3 * done) / total),
  });
  const lengths: Record<string, Judged>[] = [];
  for (const [index, sampleCount] of sampleCounts.entries()) {
    progress(0.3 + (0.7 * index) / sampleCounts.length);
    const draws = cases.map(({ distribution, seed }) =>
      distribution.draw(createRandom(seed), sampleCount),
    );
    const judged: Record<string, Judged> = {
      oracle: { estimates: draws.map(({ oracle }) => oracle), millis: 0 },
    };
    for (const method of methods) {
      const estimate = () => estimateSamples(parseEstimator(method), draws, { models, signal });
      // Loads the network, compiles and fills caches.
      if (index === 0) await estimate();
      let estimates: readonly number[] = [];
      const millis = await timed(async () => (estimates = (await estimate())[method]));
      judged[method] = { estimates, millis: millis / draws.length };
    }
    lengths.push(judged);
  }
  return { truths: cases.map(({ truth }) => truth), lengths };
}

/** RMSE of a method, averaged over the levels, nats. */
function errorOf(parts: readonly ComputeResult[], length: number, method: string): number {
  const levels = Array.from({ length: levelCount }, (_, level) => {
    const own = (values: readonly number[]) => {
      const count = values.length / levelCount;
      return values.slice(level * count, (level + 1) * count);
    };
    return errorsOf(
      parts.flatMap(({ lengths }) => own(lengths[length][method].estimates)),
      parts.flatMap(({ truths }) => own(truths)),
    ).rmse;
  });
  return mean(levels);
}

function report(
  parts: readonly ComputeResult[],
  { sampleCounts, methods, perLevel }: ComputeSettings,
): Report {
  const oracles = sampleCounts.map((_, i) => errorOf(parts, i, 'oracle'));
  const rows = methods.map((method) => ({
    method,
    lengths: sampleCounts.map((samples, i) => {
      const rmse = errorOf(parts, i, method);
      const oracle = oracles[i];
      const micros = 1000 * median(parts.map(({ lengths }) => lengths[i][method].millis));
      return { samples, rmse, oracle, ratio: rmse / oracle, micros };
    }),
  }));
  const shown = sampleCounts.filter((count) => [200, 1000, 2000].includes(count));
  const all = rows.flatMap(({ lengths }) => lengths);
  // The same axes in all panels, with room for the outermost dots.
  const times = [
    0.7 * Math.min(...all.map(({ micros }) => micros)),
    1.4 * Math.max(...all.map(({ micros }) => micros)),
  ] as const;
  const highest = 0.1 + Math.max(...all.map(({ ratio }) => ratio));
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['method', 'samples', 'mixtures', 'microseconds', 'rmse', 'oracle_rmse'],
        rows: rows.flatMap(({ method, lengths }) =>
          lengths.map(({ samples, micros, rmse, oracle }) => [
            method,
            samples,
            levelCount * perLevel,
            micros,
            rmse,
            oracle,
          ]),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Error against time of an estimate',
          columns: shown.length,
          panelSize: { width: 340, height: 320 },
          panels: shown.map((samples) => ({
            title: `${samples} samples`,
            x: { label: 'microseconds an estimate', scale: 'log', format: String, domain: times },
            y: { label: "RMSE, times the oracle's", domain: [1, highest] },
            layers: rows.map(({ method, lengths }): Layer => {
              const { micros, ratio } = lengths[sampleCounts.indexOf(samples)];
              return {
                kind: 'dots',
                radius: 6,
                hollow: method === thorough,
                colour: estimatorColour(method),
                label: methodLabel(method),
                points: [[micros, ratio]],
              };
            }),
          })),
        },
      },
    ],
    comparisons: [
      {
        caption: `RMSE in times the oracle's, and the median time of an estimate; ${levelCount * perLevel} mixtures`,
        columns: ['method', ...sampleCounts.map((count) => `N ${count}`)],
        rows: rows.map(({ method, lengths }) => [
          methodLabel(method),
          ...lengths.map(
            ({ ratio, micros }) =>
              `${fixed(ratio, 2)} (${Number(micros.toPrecision(2)).toLocaleString('en')} µs)`,
          ),
        ]),
      },
      {
        caption: "The oracle's RMSE, nats",
        columns: sampleCounts.map((count) => `N ${count}`),
        rows: [oracles.map((oracle) => fixed(oracle, 4))],
      },
    ],
    notes: [
      'Up to 500 samples the accurate network is shown the same views.',
      'The paper has no such figure. Estimates of a part are made together, as maps are scored; one pair alone takes longer, see `table1`.',
    ],
  };
}
