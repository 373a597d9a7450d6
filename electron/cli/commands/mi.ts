import { ComoveError } from '#core/contract/errors.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import { formatEstimator, type EstimatorChoice } from '#core/estimators/spec.ts';
import type { EngineChoice } from '../../host/inference/port.ts';
import { jsonDocument } from '../../host/results/json.ts';
import type { RegisterCommand } from '../context.ts';
import { estimatePairs, estimateSliced } from '../estimatePairs.ts';
import { commandInference } from '../inference.ts';
import { engineOption, estimatorOption } from '../options/score.ts';
import { slicingOf, slicingOptions, type SlicingOptions } from '../options/slicing.ts';
import { readPairs } from '../pairsFile.ts';

interface MiOptions extends SlicingOptions {
  estimator: EstimatorChoice;
  engine: EngineChoice;
  json?: boolean;
}

/** `comove mi PAIRS`: one estimate per pair of variables, or of vectors with `--dims`. */
export const registerMi: RegisterCommand = (program, context) => {
  const command = program
    .command('mi')
    .description('estimate the mutual information of pairs of variables, or of vectors')
    .argument(
      '<pairs>',
      '.npy of shape (T, 2) or (B, T, 2), or .csv with two columns; with --dims, DX + DY columns',
    )
    .addOption(estimatorOption('infonet'))
    .addOption(engineOption());
  for (const option of slicingOptions()) command.addOption(option);
  command
    .option('--json', 'print one JSON document')
    .action(async (file: string, { estimator, engine, json, ...options }: MiOptions) => {
      const { unit } = infoOf(estimator);
      const slicing = slicingOf(options);
      const pairs = await readPairs(file, slicing?.dims);
      const inference = commandInference(context, engine);
      const { estimates, standardErrors, extras, notes } = slicing
        ? await estimateSliced(pairs, slicing, estimator, inference, context)
        : await estimatePairs(pairs, estimator, inference, context);
      if (json)
        context.printDocument(
          jsonDocument({
            estimator: formatEstimator(estimator),
            unit,
            ...(slicing ?? {}),
            estimates,
            ...(standardErrors && { standard_errors: standardErrors }),
            ...extras,
            notes,
          }),
        );
      else {
        const error = (b: number) => (standardErrors ? ` ± ${standardErrors[b].toFixed(6)}` : '');
        estimates.forEach((estimate, b) => context.print(`${estimate.toFixed(6)}${error(b)}`));
        for (const note of notes) context.note(note);
      }
    });
};

/** @throws ComoveError USAGE for an estimator of something else than two variables */
function infoOf({ estimator }: EstimatorChoice) {
  const { info } = findEstimator(estimator);
  if (info.scores === 'variables') return info;
  throw new ComoveError('USAGE', `'${estimator}' scores pairs of trajectories, not of variables.`, {
    remedy: 'Choose another estimator, e.g. infonet, or score a sequence with comove map.',
  });
}
