import { loadavg } from 'node:os';
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { estimators } from '#core/estimators/registry.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import type { Draw } from '#core/infonet/evaluation/distribution.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import { paperProtocol, randomMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { createRandom } from '#core/random.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { median, timed } from '../bench/figures.ts';
import { notStated, type Experiment, type PartContext, type Report } from './experiment.ts';
import { infonetWords } from './support/compared.ts';
import { methodLabel } from './support/labels.ts';
import { paperInfonet } from './support/paper.ts';

type Table1Settings = {
  readonly seed: number;
  readonly sampleCounts: readonly number[];
  /** Seconds spent on one method at one length, after one run that does not count. */
  readonly seconds: number;
  /** Fewest runs that a median rests on. */
  readonly leastRuns: number;
  /** Pairs estimated at once, by method. */
  readonly methods: readonly { readonly method: string; readonly batch: number }[];
};

type Table1Result = {
  /** An estimate, median. */
  readonly millis: number;
  /** That the median rests on. */
  readonly runs: number;
  /** Processes that wanted a core meanwhile, this one among them: the machine's load over the last minute. */
  readonly load: number;
};

/** Pairs in a batch: where the network is at its fastest. */
const batch = 256;

/** Table 1: run times. */
export const table1: Experiment<Table1Settings, Table1Result> = {
  name: 'table1',
  title: 'Table 1: run time of an estimate by length',
  summary:
    'Median time of one estimate, from the samples to the number, on random Gaussian mixtures: ranks, neighbours, training, all that an estimator does is in it. One pair at a time; InfoNet also in batches, as maps are scored. A measurement: the times depend on the machine and on what else it does.',
  settings: (quick, _sequences, networks) => {
    const words = estimators
      .filter(({ info }) => info.scores === 'variables' && !/^(infonet|mine)/.test(info.name))
      .map(({ info }) => info.name);
    const mine = (quick ? [20] : [100, 500, 1000]).map((steps) => `mine:iterations=${steps}`);
    return {
      seed: 1,
      sampleCounts: [200, 500, 1000, 2000, 5000],
      seconds: quick ? 0.05 : 10,
      leastRuns: quick ? 1 : 3,
      methods: [
        ...infonetWords(networks).flatMap((method) => [
          { method, batch: 1 },
          { method, batch },
        ]),
        ...[...words, ...mine].map((method) => ({ method, batch: 1 })),
      ],
    };
  },
  parts: (settings) =>
    settings.methods.flatMap(({ method, batch }, i) =>
      settings.sampleCounts.map((sampleCount, j) => ({
        key: `${method}, ${batch} at once, N ${sampleCount}`,
        run: (context) =>
          measure(method, batch, sampleCount, settings, settings.seed + 100 * i + j, context),
      })),
    ),
  report,
};

/** @throws ComoveError ABORTED */
async function measure(
  word: string,
  batch: number,
  sampleCount: number,
  { seconds, leastRuns }: Table1Settings,
  seed: number,
  { models, signal }: PartContext,
): Promise<Table1Result> {
  const random = createRandom(seed);
  const choice = parseEstimator(word);
  const draw = (): Draw[] =>
    Array.from({ length: batch }, () =>
      randomMixture(random, paperProtocol).draw(random, sampleCount),
    );
  const run = async () => {
    const pairs = draw();
    return timed(() => estimateSamples(choice, pairs, { models, signal }));
  };
  // Loads the network, compiles and fills caches.
  await run();
  const millis: number[] = [];
  for (let spent = 0; millis.length < leastRuns || spent < 1000 * seconds;) {
    const one = await run();
    millis.push(one);
    spent += one;
  }
  return { millis: median(millis) / batch, runs: millis.length, load: loadavg()[0] };
}

const labelOf = ({ method, batch }: Table1Settings['methods'][number]) =>
  batch > 1 ? `${methodLabel(method)}, ${batch} at once` : methodLabel(method);

function report(
  results: readonly Table1Result[],
  { sampleCounts, methods }: Table1Settings,
): Report {
  const rows = methods.map((method, i) => ({
    method,
    own: results.slice(i * sampleCounts.length, (i + 1) * sampleCounts.length),
  }));
  const all = results.map(({ load }) => load);
  const loads = { low: Math.min(...all).toFixed(1), high: Math.max(...all).toFixed(1) };
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['method', 'at_once', 'samples', 'milliseconds', 'runs', 'load'],
        rows: rows.flatMap(({ method, own }) =>
          own.map(({ millis, runs, load }, j) => [
            method.method,
            method.batch,
            sampleCounts[j],
            millis,
            runs,
            load,
          ]),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Time of one estimate',
          panelSize: { width: 680, height: 440 },
          panels: [
            {
              x: { label: 'samples', scale: 'log', ticks: sampleCounts, format: String },
              y: { label: 'milliseconds', scale: 'log' },
              layers: rows.map(({ method, own }): Layer => ({
                kind: 'line',
                marked: true,
                dashed: method.batch > 1,
                colour: estimatorColour(method.method),
                label: labelOf(method),
                points: own.map(({ millis }, j) => [sampleCounts[j], millis]),
              })),
            },
          ],
        },
      },
    ],
    comparisons: [
      {
        caption: 'Milliseconds an estimate, median',
        columns: ['method', 'paper', ...sampleCounts.map((count) => `N ${count}`)],
        rows: rows.map(({ method, own }) => [
          labelOf(method),
          notStated,
          ...own.map(({ millis }) => String(Number(millis.toPrecision(2)))),
        ]),
      },
    ],
    notes: [
      `The machine's load was ${loads.low} to ${loads.high} meanwhile; above its number of cores others were at work too, and the times are longer than they need be.`,
      `The paper's network costs ${paperInfonet.gigaflops} GFLOP an estimate at 2,000 samples. Its public code says of MINE that it 'needs over 1 minute' for a pair.`,
    ],
  };
}
