import { ComoveError } from '#core/contract/errors.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { createOnnxEngine } from '../../worker/engines/onnxruntime.ts';
import type { CommandContext, RegisterCommand } from '../context.ts';
import type { Experiment } from '../experiments/experiment.ts';

interface Options {
  list?: boolean;
  quick?: boolean;
  out: string;
  json?: boolean;
}

/** `comove reproduce NAME`: the paper's tables and figures, done again. */
export const registerReproduce: RegisterCommand = (program, context) => {
  program
    .command('reproduce')
    .description("do the paper's tables and figures again: numbers, figures, and a page each")
    .argument('[name]', "the experiment, or 'all'; without it they are listed")
    .argument('[seq...]', 'sequences, for an experiment that works on them')
    .option('--list', 'list the experiments')
    .option('--quick', "smaller counts, at most a minute each, instead of the paper's")
    .option('--out <dir>', 'folder that the results come into', 'comove-results')
    .option('--json', 'print one JSON document')
    .action(async (name: string | undefined, sequences: string[], options: Options) => {
      // Loaded when asked for: the experiments bring a plotting library with them.
      const { experiments, findExperiments } = await import('../experiments/registry.ts');
      if (name === undefined || options.list) list(experiments, !!options.json, context);
      else await reproduce(checked(findExperiments(name), sequences), sequences, options, context);
    });
};

function list(experiments: readonly Experiment[], json: boolean, context: CommandContext): void {
  const entries = experiments.map(({ name, title, summary }) => ({ name, title, summary }));
  if (json) context.printDocument(jsonDocument({ experiments: entries }));
  else for (const { name, title } of entries) context.print(`${name.padEnd(12)} ${title}`);
}

/** @throws ComoveError USAGE for sequences that no experiment would look at */
function checked(chosen: readonly Experiment[], sequences: readonly string[]) {
  const [first] = chosen;
  if (sequences.length > 0 && !(chosen.length === 1 && first.takesSequences))
    throw new ComoveError('USAGE', `'${sequences[0]}' is one argument too many.`, {
      remedy: 'Name one experiment, or all; only an experiment that works on sequences takes more.',
    });
  return chosen;
}

async function reproduce(
  chosen: readonly Experiment[],
  sequences: readonly string[],
  { quick = false, out, json }: Options,
  context: CommandContext,
): Promise<void> {
  const { surroundings } = await import('../experiments/configuration.ts');
  const { runExperiment } = await import('../experiments/runExperiment.ts');
  const { numbersDocument } = await import('../experiments/writeResults.ts');
  const { markdownTable } = await import('../experiments/pages.ts');
  const { installation } = context;
  const shared = {
    quick,
    sequences,
    out,
    models: createOnnxEngine(installation.modelsFolder),
    surroundings: await surroundings(installation),
  };
  const documents = [];
  for (const experiment of chosen) {
    const outcome = await runExperiment(experiment, shared, context);
    documents.push(numbersDocument(outcome));
    if (json) continue;
    context.print(experiment.title);
    for (const table of outcome.report.comparisons) context.print(markdownTable(table));
    context.note(`Written to ${out}/${experiment.name}`);
  }
  if (json)
    context.printDocument(
      jsonDocument(chosen.length === 1 ? documents[0] : { experiments: documents }),
    );
}
