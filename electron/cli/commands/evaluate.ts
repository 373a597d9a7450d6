import { basename } from 'node:path';
import { Option } from 'commander';
import { ComoveError, type ErrorBody } from '#core/contract/errors.ts';
import type { SignalName } from '#core/contract/schemas.ts';
import { parseEstimators, type EstimatorChoice } from '#core/estimators/spec.ts';
import {
  evaluateAll,
  type Evaluation,
  type EvaluationRule,
} from '../../host/evaluation/evaluateAll.ts';
import { evaluationDocument } from '../../host/evaluation/evaluationDocument.ts';
import { summarise, type MethodSummary } from '../../host/evaluation/summaries.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import type { EngineChoice } from '../../host/inference/port.ts';
import { jsonDocument } from '../../host/results/json.ts';
import type { CommandContext, RegisterCommand } from '../context.ts';
import { methodsOf, parseSignals } from '../evaluation/methods.ts';
import { commandInference } from '../inference.ts';
import { addFrameRule, frameRule } from '../options/frameRule.ts';
import { wholeNumber } from '../options/numbers.ts';
import { asArgument, engineOption } from '../options/score.ts';
import { openFrom, addSequenceOptions, type SequenceOptions } from '../options/sequence.ts';

interface Options extends SequenceOptions {
  queries: number | 'all';
  seed: number;
  estimator: EstimatorChoice[];
  signal: SignalName[];
  background?: boolean;
  engine: EngineChoice;
  out?: string;
  json?: boolean;
}

/** `comove evaluate SEQ...`: average precision of every object from points picked on it. */
export const registerEvaluate: RegisterCommand = (program, context) => {
  const command = program
    .command('evaluate')
    .description('measure how well each object is found from points picked on it')
    .argument('<seq...>', 'sequences with masks or labels, of any format');
  addFrameRule(addSequenceOptions(command))
    .option('--queries <K>', "points picked per object, or 'all'", queryCount, 5)
    .option('--seed <S>', 'of the draw of those points and of the intervals', wholeNumber, 1)
    .addOption(
      new Option('--estimator <names>', 'one or more, with commas')
        .argParser((text) => asArgument(() => parseEstimators(text)))
        .default(parseEstimators('infonet-table,pearson'), 'infonet-table,pearson'),
    )
    .addOption(
      new Option('--signal <names>', 'position, velocity, or both with a comma')
        .argParser((text) => asArgument(() => parseSignals(text)))
        .default(['position'], 'position'),
    )
    .option('--background', 'evaluate the background as an object too')
    .addOption(engineOption())
    .option('--out <dir>', 'write a page with tables, their numbers and the plot of the curves')
    .option('--json', 'print one JSON document')
    .action((seqs: string[], options: Options) => evaluate(context, seqs, options));
};

function queryCount(text: string): number | 'all' {
  return text === 'all' ? 'all' : Math.max(1, wholeNumber(text));
}

async function evaluate(context: CommandContext, seqs: string[], options: Options): Promise<void> {
  if (options.labels !== undefined && seqs.length > 1)
    throw new ComoveError('USAGE', '--labels belongs to one sequence, and several are given.', {
      remedy: 'Evaluate that sequence by itself, or put labels.npy beside its archive.',
    });
  const { seed, queries: count, background = false } = options;
  const methods = methodsOf(options.estimator, options.signal);
  const rule: EvaluationRule = {
    methods,
    queries: { count, seed, background },
    frames: frameRule(options),
  };
  const engine = createMapEngine(commandInference(context, options.engine));
  const open = (seq: string) => openFrom(context, seq, options);
  const evaluation = await evaluateAll(engine, seqs, open, rule, {
    signal: context.signal,
    onProgress: context.progress,
    onProblem: (seq, error) => context.note(`Not evaluated: ${describe(seq, error)}`),
  });
  const summaries = summarise(methods, evaluation.results, seed);
  if (options.out !== undefined) {
    // Loaded when asked for: the plot brings a library with it.
    const { writeEvaluationPage } = await import('../evaluation/evaluationPage.ts');
    const choices = { ...rule, sequences: seqs, others: others(options) };
    await writeEvaluationPage(options.out, choices, evaluation, summaries, context);
    context.note(`Written to ${options.out}`);
  }
  if (options.json)
    context.printDocument(jsonDocument(evaluationDocument(evaluation, summaries, rule)));
  else await printTables(context, evaluation, summaries);
  // The results are out; a script must still hear that they are not of all that it asked for.
  const [problem] = evaluation.problems;
  if (problem)
    throw new ComoveError(
      problem.error.code,
      `${evaluation.problems.length} of ${seqs.length} sequences could not be evaluated.`,
    );
}

/** What decides which points take part, as it was typed. */
const others = ({ min, max, referenceFrame, labels }: Options) =>
  Object.entries({
    '--min': min,
    '--max': max,
    '--reference-frame': referenceFrame,
    '--labels': labels,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`);

const describe = (seq: string, { message, remedy }: ErrorBody) =>
  [message.includes(basename(seq)) ? '' : `${seq}:`, message, remedy].filter(Boolean).join(' ');

async function printTables(
  context: CommandContext,
  evaluation: Evaluation,
  summaries: readonly MethodSummary[],
): Promise<void> {
  const { evaluationReport } = await import('../evaluation/evaluationReport.ts');
  const { markdownTable } = await import('../experiments/pages.ts');
  const { comparisons, notes } = evaluationReport(evaluation, summaries);
  for (const table of comparisons) context.print(`${markdownTable(table)}\n`);
  for (const note of notes) context.print(note);
}
