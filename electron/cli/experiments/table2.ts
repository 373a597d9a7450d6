import { setImmediate } from 'node:timers/promises';
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { paperProtocol } from '#core/infonet/evaluation/gaussianMixture.ts';
import { levelCases, levelCount } from '#core/infonet/evaluation/levels.ts';
import { createRandom } from '#core/random.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import { comparedCounts, estimatorNotes, shownMethods, type Counts } from './support/compared.ts';
import { estimateAll, type Estimates } from './support/judge.ts';
import { methodLabel } from './support/labels.ts';
import { paperInfonet } from './support/paper.ts';
import { errorsOf, fixed, mean, signed } from './support/statistics.ts';

type Table2Settings = {
  readonly seed: number;
  readonly sampleCount: number;
  /** Mixtures at each level. */
  readonly perLevel: number;
  /** Mixtures at each level in one part. */
  readonly perPart: number;
  /** Of those of a level in one part. */
  readonly counts: Counts;
};

/** Of the mixtures of one level in one part. */
type LevelResult = {
  readonly truths: readonly number[];
  readonly truthErrors: readonly number[];
  readonly estimates: Estimates;
};

/** Table 2: errors on random Gaussian mixtures by the level of their information. */
export const table2: Experiment<Table2Settings, readonly LevelResult[]> = {
  name: 'table2',
  title: 'Table 2: mean and variance of the error by level of information',
  summary:
    'Random Gaussian mixtures of 1 to 20 components (means uniform on (-5, 5)², covariances A·Aᵀ + 0.01·I with entries of A uniform on (-3, 3)), sorted by their true information into the levels 0, 0.1, ..., 0.9. The truth is a Monte-Carlo integral over 40,000 draws; the oracle averages the pointwise information over the very samples that the estimators get.',
  settings: (quick, _sequences, networks) => ({
    seed: 2,
    sampleCount: 2000,
    perLevel: quick ? 20 : 1000,
    perPart: quick ? 5 : 10,
    counts: comparedCounts(quick, quick ? { fast: 5, kde: 1 } : { fast: 10, kde: 1 }, networks),
  }),
  parts: (settings) => {
    const { seed, sampleCount, perLevel, perPart, counts } = settings;
    return Array.from({ length: Math.ceil(perLevel / perPart) }, (_, i) => ({
      key: `mixtures ${i * perPart + 1} to ${Math.min(perLevel, (i + 1) * perPart)} of each level`,
      async run(context) {
        const start = i * perPart;
        const count = Math.min(perPart, perLevel - start);
        const cases = await levelCases({
          pause: () => setImmediate(),
          seed: seed + 1000 * i,
          perLevel: count,
          protocol: paperProtocol,
          signal: context.signal,
          onProgress: (done, total) => context.progress((0.3 * done) / total),
        });
        const results: LevelResult[] = [];
        for (let level = 0; level < levelCount; level++) {
          context.progress(0.3 + (0.7 * level) / levelCount);
          const quiet = { ...context, progress: () => {} };
          const own = cases.slice(level * count, (level + 1) * count);
          const draws = own.map(({ distribution, seed }) =>
            distribution.draw(createRandom(seed), sampleCount),
          );
          results.push({
            truths: own.map(({ truth }) => truth),
            truthErrors: own.map(({ truthError }) => truthError),
            estimates: await estimateAll(counts, draws, quiet),
          });
        }
        return results;
      },
    }));
  },
  report,
};

function report(parts: readonly (readonly LevelResult[])[], { counts }: Table2Settings): Report {
  const methods = Object.keys(parts[0][0].estimates);
  const shown = shownMethods(methods);
  const levels = parts[0].map((_, level) => {
    const own = parts.map((part) => part[level]);
    const errors = Object.fromEntries(
      methods.map((method) => [
        method,
        errorsOf(
          own.flatMap(({ estimates }) => estimates[method]),
          // A method that got only the first mixtures of a part is compared with their truths.
          own.flatMap(({ estimates, truths }) => truths.slice(0, estimates[method].length)),
        ),
      ]),
    );
    const truthError = mean(own.flatMap(({ truthErrors }) => truthErrors));
    return { level: level / 10, errors, truthError };
  });
  const curve = (method: string, value: 'rmse' | 'meanError'): Layer => ({
    kind: 'line',
    marked: true,
    dashed: method === 'oracle',
    colour: estimatorColour(method),
    label: methodLabel(method),
    points: levels.map(({ level, errors }) => [level, errors[method][value]]),
  });
  const x = { label: 'true mutual information, nats' };
  const overall = (method: string) => mean(levels.map(({ errors }) => errors[method].rmse));
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['level', 'truth_error', 'method', 'mixtures', 'mean_error', 'variance', 'rmse'],
        rows: levels.flatMap(({ level, errors, truthError }) =>
          methods.map((method) => {
            const { count, meanError, variance, rmse } = errors[method];
            return [level, truthError, method, count, meanError, variance, rmse];
          }),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Errors on random Gaussian mixtures by level of information',
          columns: 2,
          panelSize: { width: 420, height: 360 },
          panels: [
            {
              title: 'mean error',
              x,
              y: { label: 'estimate minus truth, mean, nats' },
              layers: ['oracle', ...shown].map((method) => curve(method, 'meanError')),
            },
            {
              title: 'root mean square error',
              x,
              y: { label: 'RMSE, nats', scale: 'log' },
              layers: ['oracle', ...shown].map((method) => curve(method, 'rmse')),
            },
          ],
        },
      },
    ],
    comparisons: [
      {
        caption: 'Mean and variance of the error, nats',
        columns: ['level', "paper's InfoNet", 'oracle', ...shown.map(methodLabel)],
        rows: levels.map(({ level, errors }) => [
          fixed(level, 1),
          level === 0.9
            ? `${signed(paperInfonet.meanErrorAt09)}; variance ${notStated}`
            : notStated,
          ...['oracle', ...shown].map(
            (method) =>
              `${signed(errors[method].meanError)}; ${errors[method].variance.toExponential(1)}`,
          ),
        ]),
      },
      {
        caption: 'RMSE averaged over the levels, nats',
        columns: ['method', 'paper', 'ours', 'oracle'],
        rows: shown.map((method) => [
          methodLabel(method),
          method === 'infonet' ? fixed(paperInfonet.meanRmse) : notStated,
          fixed(overall(method), 4),
          fixed(overall('oracle'), 4),
        ]),
      },
    ],
    notes: [
      `Standard error of a truth: ${fixed(mean(levels.map(({ truthError }) => truthError)), 4)} nats on average.`,
      ...estimatorNotes(counts),
    ],
  };
}
