import { setImmediate } from 'node:timers/promises';
import { InvalidArgumentError, Option } from 'commander';
import { ComoveError } from '#core/contract/errors.ts';
import { parseEstimator, parseEstimators, type EstimatorChoice } from '#core/estimators/spec.ts';
import { evaluateCopulas, evaluateLevels } from '#core/infonet/evaluation/evaluate.ts';
import { evaluateRounding } from '#core/infonet/evaluation/evaluateRounding.ts';
import {
  covarianceChoices,
  paperProtocol,
  type MixtureProtocol,
} from '#core/infonet/evaluation/gaussianMixture.ts';
import { bandWidths, rankLimit } from '#core/infonet/evaluation/rankLimit.ts';
import { evaluateTriplets } from '#core/infonet/evaluation/evaluateTriplets.ts';
import { levelCases } from '#core/infonet/evaluation/levels.ts';
import { createOnnxEngine } from '../../worker/engines/onnxruntime.ts';
import type { CommandContext, RegisterCommand } from '../context.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { positiveNumber, wholeNumber } from '../options/numbers.ts';
import { asArgument } from '../options/score.ts';
import { resultDocument, resultLines, type LengthResult } from '../evaluation/infonetReport.ts';

interface Options {
  n: number[];
  perLevel: number;
  factor: number;
  covariances: MixtureProtocol['covariances'];
  triplets?: number;
  seed: number;
  estimator: EstimatorChoice[];
  rounding?: boolean;
  rankLimit?: number;
  json?: boolean;
}

/** `comove evaluate-infonet`: the shipped network's errors on distributions that no training saw. */
export const registerEvaluateInfonet: RegisterCommand = (program, context) => {
  program
    .command('evaluate-infonet')
    .description(
      'measure the shipped network against known densities: random mixtures, known copulas',
    )
    .addOption(
      new Option('--n <N,...>', 'samples of a pair: one length, or several on the same mixtures')
        .argParser(lengths)
        .default([2000], '2000'),
    )
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
    .addOption(
      new Option(
        '--covariances <protocol>',
        "of the mixtures: as the paper says, or as the paper's reference code draws them",
      )
        .choices(covarianceChoices)
        .default(paperProtocol.covariances),
    )
    .option('--seed <S>', 'of the test distributions', wholeNumber, 20240721)
    .addOption(
      new Option('--estimator <names>', 'others beside it, on the same samples: ksg, ksg:k=5,kde')
        .argParser((text) => asArgument(() => parseEstimators(text)))
        .default([], 'none'),
    )
    .option(
      '--triplets <count>',
      'judge also the order of so many triplets for each of 1 to 10 components',
      wholeNumber,
    )
    .option('--rounding', 'judge also what rounding to 2000, 500 and 100 levels changes')
    .option(
      '--rank-limit <pairs>',
      'find also the least error of what sees only ranks, on so many bands of uniform noise; takes N³, minutes at 500',
      wholeNumber,
    )
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const { n, perLevel, json } = options;
      requirePairs('--per-level', perLevel);
      requirePairs('--triplets', options.triplets);
      requirePairs('--rank-limit', options.rankLimit);
      const results = await evaluateLengths(options, context);
      const documents = results.map((result) => ({
        unit: 'nats',
        n: result.n,
        per_level: perLevel,
        factor: options.factor,
        covariances: options.covariances,
        seed: options.seed,
        ...resultDocument(result),
      }));
      if (json)
        context.printDocument(
          jsonDocument(n.length === 1 ? documents[0] : { evaluations: documents }),
        );
      else for (const line of results.flatMap(resultLines)) context.print(line);
    });
};

function requirePairs(option: string, count: number | undefined): void {
  if (count === 0)
    throw new ComoveError('USAGE', `${option} 0 leaves nothing to judge.`, {
      remedy: 'Give 1 or more.',
    });
}

async function evaluateLengths(
  {
    n,
    perLevel,
    factor,
    covariances,
    triplets,
    seed,
    estimator,
    rounding,
    rankLimit: bands,
  }: Options,
  { installation, signal, progress }: CommandContext,
): Promise<LengthResult[]> {
  const pause = () => setImmediate();
  const cases = await levelCases({
    ...{ seed, perLevel, signal },
    pause,
    protocol: { ...paperProtocol, factor, covariances },
    onProgress: (done, total) =>
      progress({ phase: 'Drawing mixtures', done, total, unit: 'pairs' }),
  });
  const models = createOnnxEngine(installation.modelsFolder);
  const results: LengthResult[] = [];
  for (const sampleCount of n) {
    const options = {
      ...{ models, signal, seed, sampleCount },
      estimators: [parseEstimator('infonet'), ...estimator],
      onProgress: (done: number, total: number) =>
        progress({ phase: `Estimating, N = ${sampleCount}`, done, total, unit: 'pairs' }),
    };
    results.push({
      n: sampleCount,
      mixtures: await evaluateLevels(cases, options),
      copulas: await evaluateCopulas(perLevel, options),
      ...(triplets && { triplets: await evaluateTriplets(triplets, { ...options, pause }) }),
      ...(rounding && { rounding: await evaluateRounding(cases, options) }),
      ...(bands && {
        rankLimit: await rankLimit({ ...options, pause, pairs: bands, widths: bandWidths }),
      }),
    });
  }
  return results;
}

/** Two samples are the fewest that have ranks. */
function lengths(text: string): number[] {
  return text.split(',').map((part) => {
    const length = wholeNumber(part.trim());
    if (length < 2) throw new InvalidArgumentError('Give 2 or more, with commas between several.');
    return length;
  });
}
