import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { mineTrace } from '#core/estimators/mine/optimisation.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import type { Draw } from '#core/infonet/evaluation/distribution.ts';
import { estimateSamples } from '#core/infonet/evaluation/estimateSamples.ts';
import { paperProtocol, randomMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { monteCarloTruth, type MonteCarloTruth } from '#core/infonet/evaluation/monteCarlo.ts';
import { createRandom } from '#core/random.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type PartContext, type Report } from './experiment.ts';
import { fixed, signed } from './support/statistics.ts';

type Fig1Settings = {
  /** The first mixture drawn from it that has at least this much information (nats) is the one. */
  readonly seed: number;
  readonly leastInformation: number;
  readonly sampleCount: number;
  readonly truthDraws: number;
  readonly iterations: number;
  /** Iterations between two points of the curves. */
  readonly every: number;
  /** Of MINE's first weights and batches. */
  readonly mineSeeds: readonly number[];
};

/** One of its kinds a part. Estimates in nats. */
type Fig1Result =
  | {
      readonly kind: 'infonet';
      readonly estimate: number;
      readonly dv: number;
      readonly oracle: number;
      readonly truth: { readonly value: number; readonly standardError: number };
      readonly seconds: number;
    }
  | {
      readonly kind: 'mine';
      readonly seed: number;
      readonly trace: readonly { readonly iteration: number; readonly estimate: number }[];
      readonly seconds: number;
    };

/** Figure 1: one pass against an optimisation. */
export const fig1: Experiment<Fig1Settings, Fig1Result> = {
  name: 'fig1',
  title: "Figure 1: InfoNet's one pass against MINE's optimisation",
  summary:
    "One random Gaussian mixture. MINE trains a network on its samples, and its estimate changes as the optimisation goes on; InfoNet looks its estimate up in one pass of a network that is trained already. The truth is a Monte-Carlo integral of the density; the oracle averages the pointwise information over the very samples. Times are this machine's.",
  settings: (quick) => ({
    seed: 1,
    leastInformation: 0.5,
    sampleCount: 2000,
    truthDraws: quick ? 200_000 : 4_000_000,
    iterations: quick ? 2500 : 10_000,
    every: quick ? 50 : 100,
    mineSeeds: quick ? [1] : [1, 2, 3, 4, 5],
  }),
  parts: (settings) => [
    { key: 'InfoNet', cost: 0.05, run: (context) => onePass(settings, context) },
    ...settings.mineSeeds.map((seed) => ({
      key: `MINE, seed ${seed}`,
      run: (context: PartContext) => optimisation(settings, seed, context),
    })),
  ],
  report,
};

/** The mixture's samples, the same in every part; the truth's draws go on from there. */
function drawMixture({ seed, leastInformation, sampleCount, truthDraws }: Fig1Settings): {
  draw: Draw;
  truth: () => MonteCarloTruth;
} {
  const random = createRandom(seed);
  for (;;) {
    const mixture = randomMixture(random, paperProtocol);
    // A thousand draws know the information to some hundredths, enough to choose by.
    if (mixture.draw(random, 1000).oracle < leastInformation) continue;
    return {
      draw: mixture.draw(random, sampleCount),
      truth: () => monteCarloTruth(mixture, random, truthDraws),
    };
  }
}

async function onePass(
  settings: Fig1Settings,
  { models, signal }: PartContext,
): Promise<Fig1Result> {
  const { draw, truth } = drawMixture(settings);
  const run = () => estimateSamples(parseEstimator('infonet'), [draw], { models, signal });
  // The first run loads the network.
  const { infonet, 'infonet.dv': dv } = await run();
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1000;
  const { value, standardError } = truth();
  return {
    kind: 'infonet',
    estimate: infonet[0],
    dv: dv[0],
    oracle: draw.oracle,
    truth: { value, standardError },
    seconds,
  };
}

async function optimisation(
  settings: Fig1Settings,
  seed: number,
  { signal }: PartContext,
): Promise<Fig1Result> {
  const { draw } = drawMixture(settings);
  const { iterations, every } = settings;
  const started = performance.now();
  const trace = await mineTrace(draw.x, draw.y, { iterations, seed, every }, signal);
  return {
    kind: 'mine',
    seed,
    trace: trace.map(({ iteration, estimate }) => ({ iteration, estimate })),
    seconds: (performance.now() - started) / 1000,
  };
}

function report(results: readonly Fig1Result[], settings: Fig1Settings): Report {
  const { iterations, sampleCount } = settings;
  const [pass] = results.filter((result) => result.kind === 'infonet');
  const runs = results.filter((result) => result.kind === 'mine');
  const { draw } = drawMixture(settings);
  // More would only blacken the panel.
  const shown = Math.min(1000, sampleCount);
  const { value: truth, standardError } = pass.truth;
  const level = (value: number, method: string, label: string, dashed = false): Layer => ({
    kind: 'line',
    dashed,
    colour: estimatorColour(method),
    label,
    points: [
      [0, value],
      [iterations, value],
    ],
  });
  const traces = runs.map(({ trace }, i): Layer => ({
    kind: 'line',
    colour: estimatorColour('mine'),
    ...(i === 0 && { label: runs.length > 1 ? `MINE, ${runs.length} seeds` : 'MINE' }),
    points: trace.map(({ iteration, estimate }) => [iteration, estimate]),
  }));
  const milestones = [0.02, 0.1, 0.5, 1].map((share) => Math.round(share * iterations));
  const mineRows = runs.flatMap(({ seed, trace, seconds }) =>
    milestones.flatMap((wanted) => {
      const point = trace.find(({ iteration }) => iteration >= wanted);
      if (!point) return [];
      const { iteration, estimate } = point;
      const time = (seconds * iteration) / iterations;
      return [row(`MINE, seed ${seed}, ${iteration} iterations`, estimate, time)];
    }),
  );
  function row(method: string, estimate: number, seconds: number): string[] {
    const time = seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(1)} s`;
    return [method, notStated, fixed(estimate), signed(estimate - truth), time];
  }
  return {
    tables: [
      {
        name: 'numbers',
        columns: ['method', 'seed', 'iteration', 'estimate', 'seconds'],
        rows: [
          ['truth', null, null, truth, null],
          ['oracle', null, null, pass.oracle, null],
          ['infonet', null, null, pass.estimate, pass.seconds],
          ['infonet.dv', null, null, pass.dv, pass.seconds],
          ...runs.flatMap(({ seed, trace, seconds }) =>
            trace.map(({ iteration, estimate }) => [
              ...['mine', seed, iteration, estimate],
              (seconds * iteration) / iterations,
            ]),
          ),
        ],
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'One pass against an optimisation',
          columns: 2,
          panelSize: { width: 420, height: 360 },
          panels: [
            {
              title: shown < sampleCount ? `${shown} of ${sampleCount} samples` : 'the samples',
              x: { label: 'x' },
              y: { label: 'y' },
              layers: [
                {
                  kind: 'dots',
                  colour: estimatorColour('oracle'),
                  radius: 1.2,
                  opacity: 0.5,
                  points: Array.from({ length: shown }, (_, t) => [draw.x[t], draw.y[t]]),
                },
              ],
            },
            {
              title: 'estimates as MINE is trained',
              x: { label: 'iterations of MINE', domain: [0, iterations] },
              y: { label: 'mutual information, nats' },
              layers: [
                ...traces,
                level(pass.estimate, 'infonet', `InfoNet, ${fixed(1000 * pass.seconds, 1)} ms`),
                level(truth, 'truth', 'truth', true),
              ],
            },
          ],
        },
      },
    ],
    comparisons: [
      {
        caption: `Nats; the truth is ${fixed(truth, 4)} ± ${fixed(standardError, 4)}, the oracle's estimate of these samples ${fixed(pass.oracle)}`,
        columns: ['method', 'paper', 'estimate', 'error', 'time'],
        rows: [
          row('InfoNet, one pass', pass.estimate, pass.seconds),
          row('InfoNet, table alone', pass.dv, pass.seconds),
          ...mineRows,
        ],
      },
    ],
    notes: [
      `MINE's estimate at an iteration is the mean of the batch bounds of the last 50, as its authors and the InfoNet paper's code take it.`,
    ],
  };
}
