/**
 * How good the shipped network is, on distributions with a known density: its errors beside those of an oracle that
 * knows the density and averages the pointwise mutual information over the very same samples, and of any other
 * estimator. Distributions are drawn here, in TypeScript, from seeds of their own: none was ever in the training.
 */
import { throwIfAborted } from '../../contract/errors.ts';
import { doubledMidranks } from '../../copula/ranks.ts';
import type { Estimator, EstimateContext, SampleTable } from '../../estimators/estimator.ts';
import { resolveOptions } from '../../estimators/options.ts';
import { createRandom, type Random } from '../../random.ts';
import type { Distribution, Draw } from './distribution.ts';
import { errorFigures, orderAccuracy, type ErrorFigures } from './errors.ts';
import { paperProtocol, randomMixture, type MixtureProtocol } from './gaussianMixture.ts';
import { knownCopulas } from './knownCopulas.ts';

export interface EvaluationOptions extends Omit<EstimateContext, 'options'> {
  /** With their default options. The first one's extras (InfoNet's dv) are judged as well. */
  readonly estimators: readonly Estimator[];
  readonly seed: number;
  /** N, samples of a pair. */
  readonly sampleCount: number;
  /** Pairs at each level of mutual information, of each copula. */
  readonly perLevel: number;
  readonly protocol?: MixtureProtocol;
  readonly onProgress?: (done: number, total: number) => void;
}

/** By method: 'oracle', the estimators' names, and 'infonet.dv' for an extra. */
export type Figures = Record<string, ErrorFigures>;

export interface LevelFigures {
  /** nats: the middle of the level, which takes truths within .05 of it. */
  readonly level: number;
  readonly figures: Figures;
}

export interface LevelEvaluation {
  readonly sampleCount: number;
  readonly levels: readonly LevelFigures[];
  /** Mean over the levels of the RMSE, nats. */
  readonly meanRmse: Record<string, number>;
  /** Share of consecutive pairs of the same level set put in the right order, where the truths differ by .02. */
  readonly orderAccuracy: Record<string, number>;
}

/** Levels 0, 0.1, ..., 0.9. */
const levelCount = 10;
/** Draws behind a truth: a standard error of about .004 nats at most, an order below the errors judged. */
const truthDraws = 40_000;
/**
 * Draws of a first and a second guess, and how far from an open level they may fall: most mixtures belong to levels
 * that are full, and a truth is dear. The margins are half a level's width and three standard errors.
 */
const guesses = [
  { draws: 400, margin: 0.05 + 0.15 },
  { draws: 4000, margin: 0.05 + 0.05 },
];
/** The truth of a shape without a closed form: many draws, once. */
const shapeDraws = 1_000_000;

interface Case extends Draw {
  readonly truth: number;
}

/** Random Gaussian mixtures, levels 0 to 0.9, `perLevel` pairs each. */
export async function evaluateLevels(options: EvaluationOptions): Promise<LevelEvaluation> {
  const { seed, sampleCount, perLevel, protocol = paperProtocol, signal, onProgress } = options;
  const random = createRandom(seed);
  const byLevel: Case[][] = Array.from({ length: levelCount }, () => []);
  let done = 0;
  while (done < levelCount * perLevel) {
    throwIfAborted(signal);
    const distribution = randomMixture(random, protocol);
    const open = byLevel.flatMap((cases, k) => (cases.length < perLevel ? [k / 10] : []));
    const near = guesses.every(({ draws, margin }) => {
      const guess = distribution.draw(random, draws).oracle;
      return open.some((level) => Math.abs(guess - level) < margin);
    });
    if (!near) continue;
    const truth = distribution.draw(random, truthDraws).oracle;
    const cases = byLevel[Math.round(truth * 10)] as Case[] | undefined;
    if (!cases || cases.length >= perLevel) continue;
    cases.push({ ...distribution.draw(random, sampleCount), truth });
    done += 1;
    onProgress?.(done, levelCount * perLevel);
  }

  const estimates = await estimateCases(byLevel.flat(), options);
  const truths = byLevel.flat().map(({ truth }) => truth);
  const methods = Object.keys(estimates);
  const levels = byLevel.map((cases, k) => ({
    level: k / 10,
    figures: figuresOf(estimates, truths, k * perLevel, cases.length),
  }));
  const shuffled = shuffle(random, truths.length);
  return {
    sampleCount,
    levels,
    meanRmse: byMethod(methods, (m) => mean(levels.map(({ figures }) => figures[m].rmse))),
    orderAccuracy: byMethod(
      methods,
      (m) =>
        orderAccuracy(
          shuffled.map((i) => estimates[m][i]),
          shuffled.map((i) => truths[i]),
          0.02,
        ).share,
    ),
  };
}

export interface CopulaFigures {
  readonly name: string;
  /** nats */
  readonly information: number;
  readonly sampleCount: number;
  readonly figures: Figures;
}

/** Copulas of known mutual information, `perLevel` samples of each. */
export async function evaluateCopulas(options: EvaluationOptions): Promise<CopulaFigures[]> {
  const { seed, sampleCount, perLevel } = options;
  const truthOf = (distribution: Distribution) =>
    distribution.draw(createRandom(seed + 1), shapeDraws).oracle;
  const results: CopulaFigures[] = [];
  for (const { name, information, distribution } of knownCopulas(truthOf)) {
    const random = createRandom(seed + results.length);
    const cases = Array.from({ length: perLevel }, () => ({
      ...distribution.draw(random, sampleCount),
      truth: information,
    }));
    const estimates = await estimateCases(cases, options);
    const truths = cases.map(({ truth }) => truth);
    const figures = figuresOf(estimates, truths, 0, cases.length);
    results.push({ name, information, sampleCount, figures });
  }
  return results;
}

/** Every method's estimate of every case. */
async function estimateCases(
  cases: readonly Case[],
  context: EvaluationOptions,
): Promise<Record<string, number[]>> {
  const estimates: Record<string, number[]> = { oracle: cases.map(({ oracle }) => oracle) };
  const samples = tableOfCases(cases);
  const pairs = Uint32Array.from({ length: 2 * cases.length }, (_, i) => i);
  for (const estimator of context.estimators) {
    const { name } = estimator.info;
    const options = resolveOptions(estimator.info);
    estimates[name] = [];
    for await (const { values, extras } of estimator.estimate(samples, pairs, {
      ...context,
      options,
    })) {
      estimates[name].push(...values);
      for (const [extra, numbers] of Object.entries(extras ?? {})) {
        (estimates[`${name}.${extra}`] ??= []).push(...numbers);
      }
    }
  }
  return estimates;
}

/** The cases' x and y as variables 2k and 2k + 1; each is used once, so its ranks are not kept. */
function tableOfCases(cases: readonly Case[]): SampleTable {
  const values = (variable: number) => {
    const { x, y } = cases[variable >> 1];
    return variable & 1 ? y : x;
  };
  return {
    variableCount: 2 * cases.length,
    sampleCount: cases[0].x.length,
    values,
    ranks: (variable) => doubledMidranks(values(variable)),
  };
}

function figuresOf(
  estimates: Record<string, number[]>,
  truths: number[],
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
function shuffle(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
