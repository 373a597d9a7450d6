/**
 * How good the shipped network is, on distributions with a known density: its errors beside those of an oracle that
 * knows the density and averages the pointwise mutual information over the very same samples, and of any other
 * estimator. Distributions are drawn here, in TypeScript, from seeds of their own: none was ever in the training.
 */
import type { EstimateContext } from '../../estimators/estimator.ts';
import { distinctEstimators, type EstimatorChoice } from '../../estimators/spec.ts';
import { createRandom, type Random } from '../../random.ts';
import type { Distribution, Draw } from './distribution.ts';
import { errorFigures, orderAccuracy, tellableDifference, type ErrorFigures } from './errors.ts';
import { estimateSamples } from './estimateSamples.ts';
import { knownCopulas } from './knownCopulas.ts';
import { levelCount, type LevelCase } from './levels.ts';

export interface EvaluationOptions extends Pick<EstimateContext, 'models' | 'signal'> {
  readonly estimators: readonly EstimatorChoice[];
  readonly seed: number;
  /** N, samples of a pair. */
  readonly sampleCount: number;
  /** Of the pairs estimated so far, by all estimators. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** By method: 'oracle', the estimators as typed ('ksg:k=5'), and 'infonet.dv' for an extra. */
export type Figures = Record<string, ErrorFigures>;

export interface LevelEvaluation {
  readonly levels: readonly {
    /** nats: the middle of the level, which takes truths within .05 of it. */
    readonly level: number;
    readonly figures: Figures;
  }[];
  /** Mean over the levels of the RMSE, nats. */
  readonly meanRmse: Record<string, number>;
  /** Share of consecutive pairs of the same level set put in the right order, where the truths differ by .02. */
  readonly orderAccuracy: Record<string, number>;
}

/** The truth of a shape without a closed form: many draws, once. */
const shapeDraws = 1_000_000;

/** Judges the estimators on samples of mixtures from `levelCases`. @throws ComoveError ABORTED */
export async function evaluateLevels(
  cases: readonly LevelCase[],
  options: EvaluationOptions,
): Promise<LevelEvaluation> {
  const { sampleCount } = options;
  const truths = cases.map(({ truth }) => truth);
  const estimates = await estimateDraws(
    cases.length,
    (k) => cases[k].distribution.draw(createRandom(cases[k].seed), sampleCount),
    options,
  );
  const methods = Object.keys(estimates);
  const perLevel = cases.length / levelCount;
  const levels = Array.from({ length: levelCount }, (_, k) => ({
    level: k / 10,
    figures: figuresOf(estimates, truths, k * perLevel, perLevel),
  }));
  const order = shuffled(createRandom(options.seed), truths.length);
  const inOrder = (values: readonly number[]) => order.map((i) => values[i]);
  return {
    levels,
    meanRmse: byMethod(methods, (m) => mean(levels.map(({ figures }) => figures[m].rmse))),
    orderAccuracy: byMethod(
      methods,
      (m) => orderAccuracy(inOrder(estimates[m]), inOrder(truths), tellableDifference).share,
    ),
  };
}

export interface CopulaFigures {
  readonly name: string;
  /** nats */
  readonly information: number;
  readonly figures: Figures;
}

/** Judges them on copulas of known mutual information, `perCopula` samples of each. @throws ComoveError ABORTED */
export async function evaluateCopulas(
  perCopula: number,
  options: EvaluationOptions,
): Promise<CopulaFigures[]> {
  const { seed, sampleCount, onProgress } = options;
  const truthOf = (distribution: Distribution) =>
    distribution.draw(createRandom(seed + 1), shapeDraws).oracle;
  const copulas = knownCopulas(truthOf);
  const results: CopulaFigures[] = [];
  for (const [index, { name, information, distribution }] of copulas.entries()) {
    const random = createRandom(seed + index);
    const estimates = await estimateDraws(perCopula, () => distribution.draw(random, sampleCount), {
      ...options,
      onProgress: (done, total) => onProgress?.(index * total + done, copulas.length * total),
    });
    const truths = Array.from({ length: perCopula }, () => information);
    results.push({ name, information, figures: figuresOf(estimates, truths, 0, perCopula) });
  }
  return results;
}

/** Draws that are held at a time: 40 MB of 5,000 samples each. */
const drawsAtATime = 512;

/**
 * Every method's estimate of every draw, the oracle's among them; an estimator that is named twice is asked once.
 *
 * @param draw the k-th; asked for once each, in order
 */
export async function estimateDraws(
  count: number,
  draw: (k: number) => Draw,
  { estimators: named, onProgress, ...context }: Omit<EvaluationOptions, 'seed' | 'sampleCount'>,
): Promise<Record<string, number[]>> {
  const estimators = distinctEstimators(named);
  const estimates: Record<string, number[]> = { oracle: [] };
  for (let start = 0; start < count; start += drawsAtATime) {
    const size = Math.min(drawsAtATime, count - start);
    const draws = Array.from({ length: size }, (_, k) => draw(start + k));
    estimates.oracle.push(...draws.map(({ oracle }) => oracle));
    for (const [index, estimator] of estimators.entries()) {
      const found = await estimateSamples(estimator, draws, context);
      for (const [method, values] of Object.entries(found))
        (estimates[method] ??= []).push(...values);
      const done = start * estimators.length + size * (index + 1);
      onProgress?.(done, count * estimators.length);
    }
  }
  return estimates;
}

function figuresOf(
  estimates: Record<string, number[]>,
  truths: readonly number[],
  start: number,
  count: number,
): Figures {
  return byMethod(Object.keys(estimates), (method) =>
    errorFigures(estimates[method].slice(start, start + count), truths.slice(start, start + count)),
  );
}

function byMethod<T>(methods: readonly string[], value: (method: string) => T): Record<string, T> {
  return Object.fromEntries(methods.map((method) => [method, value(method)]));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** A random order of 0..n-1 (Fisher and Yates). */
function shuffled(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
