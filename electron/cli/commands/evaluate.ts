import { Option } from 'commander';
import { ComoveError } from '#core/contract/errors.ts';
import { signalName } from '#core/contract/schemas.ts';
import { formatEstimator, parseEstimators, type EstimatorChoice } from '#core/estimators/spec.ts';
import { bootstrapMean } from '#core/metrics/bootstrap.ts';
import {
  evaluateSequence,
  type Method,
  type ObjectResult,
} from '../../host/evaluation/evaluateSequence.ts';
import { drawQueries } from '../../host/evaluation/queries.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import type { EngineChoice } from '../../host/inference/port.ts';
import type { RegisterCommand } from '../context.ts';
import { commandInference } from '../inference.ts';
import { jsonDocument, type Json } from '../../host/results/json.ts';
import { wholeNumber } from '../options/numbers.ts';
import { asArgument, engineOption } from '../options/score.ts';
import { openFrom, addSequenceOptions, type SequenceOptions } from '../options/sequence.ts';

interface Options extends SequenceOptions {
  queries: number | 'all';
  seed: number;
  estimator: EstimatorChoice[];
  signal: string[];
  background?: boolean;
  engine: EngineChoice;
  json?: boolean;
}

const list = (text: string) => text.split(',').map((name) => name.trim());

/** `comove evaluate SEQ...`: average precision of every object from points picked on it. */
export const registerEvaluate: RegisterCommand = (program, context) => {
  const command = program
    .command('evaluate')
    .description('measure how well each object is found from points picked on it')
    .argument('<seq...>', 'folders in PointOdyssey format, or annotation archives (.npz)');
  addSequenceOptions(command)
    .option('--queries <K>', "points picked per object, or 'all'", queryCount, 5)
    .option('--seed <S>', 'of the draw of those points and of the intervals', wholeNumber, 1)
    .addOption(
      new Option('--estimator <names>', 'one or more, with commas')
        .argParser((text) => asArgument(() => parseEstimators(text)))
        .default(parseEstimators('infonet,pearson'), 'infonet,pearson'),
    )
    .addOption(
      new Option('--signal <names>', 'position, velocity, or both with a comma')
        .argParser(list)
        .default(['position'], 'position'),
    )
    .option('--background', 'evaluate the background as an object too')
    .addOption(engineOption())
    .option('--json', 'print one JSON document')
    .action(async (seqs: string[], options: Options) => {
      const methods = methodsOf(options);
      const engine = createMapEngine(commandInference(context, options.engine));
      const results: ObjectResult[] = [];
      for (const seq of seqs) {
        const sequence = await openFrom(context, seq, options);
        const objects = drawQueries(sequence, options.queries, options.seed, !!options.background);
        const work = { signal: context.signal, onProgress: context.progress };
        results.push(...(await evaluateSequence(engine, sequence, objects, methods, work)));
        engine.forget(sequence);
      }
      const summaries = methods.map((method) => summarise(method, results, options.seed));
      if (options.json)
        context.printDocument(jsonDocument(documentOf(results, summaries, options)));
      else for (const line of linesOf(results, summaries)) context.print(line);
    });
};

function queryCount(text: string): number | 'all' {
  return text === 'all' ? 'all' : Math.max(1, wholeNumber(text));
}

function methodsOf({ estimator, signal }: Options): Method[] {
  const signals = signal.map((name) => {
    const parsed = signalName.safeParse(name);
    if (parsed.success) return parsed.data;
    throw new ComoveError('USAGE', `--signal ${name}: there is no such signal.`, {
      remedy: `The signals are: ${signalName.options.join(', ')}.`,
    });
  });
  return estimator.flatMap((choice) =>
    signals.map((each) => ({ estimator: formatEstimator(choice), signal: each })),
  );
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type Summary = ReturnType<typeof summarise>;

/** Over objects: each object counts once, however many points or picks it has. */
function summarise(method: Method, results: readonly ObjectResult[], seed: number) {
  const own = results.filter(
    ({ estimator, signal }) => estimator === method.estimator && signal === method.signal,
  );
  if (own.length === 0)
    throw new ComoveError('NO_LABELS', 'No sequence has an object with two kept points.', {
      remedy: 'Give sequences with masks or labels, or --background.',
    });
  return {
    ...method,
    objects: own.length,
    averagePrecision: bootstrapMean(
      own.map(({ averagePrecision }) => mean(averagePrecision)),
      seed,
    ),
    bestF1: bootstrapMean(
      own.map(({ bestF1 }) => mean(bestF1)),
      seed,
    ),
  };
}

function documentOf(
  results: readonly ObjectResult[],
  summaries: readonly Summary[],
  { queries, seed }: Options,
): Json {
  return {
    queries,
    seed,
    summary: summaries.map(({ estimator, signal, objects, averagePrecision, bestF1 }) => ({
      estimator,
      signal,
      objects,
      average_precision: { ...averagePrecision },
      best_f1: { ...bestF1 },
    })),
    objects: results.map(({ averagePrecision, bestF1, picks, ...rest }) => ({
      ...rest,
      picks: [...picks],
      average_precision: [...averagePrecision],
      best_f1: [...bestF1],
    })),
  };
}

function linesOf(results: readonly ObjectResult[], summaries: readonly Summary[]): string[] {
  const row = (cells: string[]) =>
    cells.map((cell, i) => (i < 4 ? cell.padEnd([20, 22, 18, 9][i]) : cell.padStart(8))).join(' ');
  return [
    row(['sequence', 'object', 'estimator', 'signal', 'picks', 'AP', 'min AP', 'best F1']),
    ...results.map(({ sequence, name, estimator, signal, averagePrecision, bestF1 }) =>
      row([
        sequence,
        name,
        estimator,
        signal,
        String(averagePrecision.length),
        mean(averagePrecision).toFixed(3),
        Math.min(...averagePrecision).toFixed(3),
        mean(bestF1).toFixed(3),
      ]),
    ),
    ...summaries.map(
      ({ estimator, signal, objects, averagePrecision: { mean: ap, low, high } }) =>
        `${estimator}, ${signal}: mean AP ${ap.toFixed(3)} (95 % ${low.toFixed(3)} to ${high.toFixed(3)}) over ${objects} objects`,
    ),
  ];
}
