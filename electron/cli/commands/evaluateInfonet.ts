import { ComoveError } from '#core/contract/errors.ts';
import { ksgEstimator } from '#core/estimators/ksg.ts';
import { infonet } from '#core/estimators/infonet.ts';
import {
  evaluateCopulas,
  evaluateLevels,
  type CopulaFigures,
  type EvaluationOptions,
  type Figures,
  type LevelEvaluation,
} from '#core/infonet/evaluation/evaluate.ts';
import { paperProtocol } from '#core/infonet/evaluation/gaussianMixture.ts';
import { createOnnxEngine } from '../../worker/engines/onnxruntime.ts';
import type { CommandContext, RegisterCommand } from '../context.ts';
import { jsonDocument, type Json } from '../../host/results/json.ts';
import { positiveNumber, wholeNumber } from '../options/numbers.ts';

interface Options {
  n: number;
  perLevel: number;
  factor: number;
  seed: number;
  ksg?: boolean;
  json?: boolean;
}

/** `comove evaluate-infonet`: the shipped network's errors on distributions that no training saw. */
export const registerEvaluateInfonet: RegisterCommand = (program, context) => {
  program
    .command('evaluate-infonet')
    .description(
      'measure the shipped network against known densities: random mixtures, known copulas',
    )
    .option('--n <N>', 'samples of a pair', wholeNumber, 2000)
    .option(
      '--per-level <count>',
      'pairs at each level of information and of each copula',
      wholeNumber,
      100,
    )
    .option(
      '--factor <f>',
      "entries of A in the mixtures' covariances A·Aᵀ lie in (-f, f)",
      positiveNumber,
      paperProtocol.factor,
    )
    .option('--seed <S>', 'of the test distributions', wholeNumber, 20240721)
    .option('--ksg', 'judge KSG (k = 3) on the same samples; slow')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      checkCounts(options);
      const evaluation = evaluationOptions(options, context);
      const levels = await evaluateLevels(evaluation);
      const copulas = await evaluateCopulas(evaluation);
      if (options.json)
        context.printDocument(jsonDocument(resultDocument(options, levels, copulas)));
      else for (const line of resultLines(levels, copulas)) context.print(line);
    });
};

/** An error of nothing has no value, and a single sample has no ranks. */
function checkCounts({ n, perLevel }: Options): void {
  if (n < 2)
    throw new ComoveError('USAGE', `--n ${n} is too few samples.`, { remedy: 'Give 2 or more.' });
  if (perLevel < 1)
    throw new ComoveError('USAGE', `--per-level ${perLevel} leaves nothing to judge.`, {
      remedy: 'Give 1 or more.',
    });
}

function evaluationOptions(
  { n, perLevel, factor, seed, ksg }: Options,
  { installation, signal, progress }: CommandContext,
): EvaluationOptions {
  return {
    estimators: ksg ? [infonet, ksgEstimator] : [infonet],
    models: createOnnxEngine(installation.modelsFolder),
    signal,
    seed,
    sampleCount: n,
    perLevel,
    protocol: { ...paperProtocol, factor },
    onProgress: (done, total) =>
      progress({ phase: 'Drawing mixtures', done, total, unit: 'pairs' }),
  };
}

function resultDocument(
  { n, perLevel, factor, seed }: Options,
  { levels, meanRmse, orderAccuracy }: LevelEvaluation,
  copulas: CopulaFigures[],
): Json {
  return {
    unit: 'nats',
    n,
    per_level: perLevel,
    factor,
    seed,
    mean_rmse: meanRmse,
    order_accuracy: orderAccuracy,
    levels: levels.map(({ level, figures }) => ({ level, figures: figuresDocument(figures) })),
    copulas: copulas.map(({ name, information, figures }) => ({
      name,
      information,
      figures: figuresDocument(figures),
    })),
  };
}

function figuresDocument(figures: Figures): Json {
  return Object.fromEntries(
    Object.entries(figures).map(([method, { count, rmse, meanError }]) => [
      method,
      { count, rmse, mean_error: meanError },
    ]),
  );
}

function resultLines(
  { levels, meanRmse, orderAccuracy }: LevelEvaluation,
  copulas: CopulaFigures[],
): string[] {
  const methods = Object.keys(meanRmse);
  const row = (title: string, cells: string[]) =>
    [title.padEnd(30), ...cells.map((cell) => cell.padStart(16))].join('');
  const errors = (figures: Figures) =>
    methods.map((method) => {
      const { rmse, meanError } = figures[method];
      return `${rmse.toFixed(4)} ${meanError < 0 ? '-' : '+'}${Math.abs(meanError).toFixed(4)}`;
    });
  return [
    row('RMSE and mean error, nats', methods),
    ...levels.map(({ level, figures }) => row(`mixtures at ${level.toFixed(1)}`, errors(figures))),
    row(
      'mean RMSE',
      methods.map((method) => meanRmse[method].toFixed(4)),
    ),
    row(
      'order accuracy, %',
      methods.map((method) => (100 * orderAccuracy[method]).toFixed(2)),
    ),
    ...copulas.map(({ name, information, figures }) =>
      row(`${name} (${information.toFixed(3)})`, errors(figures)),
    ),
  ];
}
