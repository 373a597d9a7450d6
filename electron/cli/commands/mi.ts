import type { EngineChoice } from '../../host/inference/port.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import { formatEstimator, type EstimatorChoice } from '#core/estimators/spec.ts';
import type { RegisterCommand } from '../context.ts';
import { commandInference } from '../inference.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { engineOption, estimatorOption } from '../options/score.ts';
import { readPairs } from '../pairsFile.ts';

interface MiOptions {
  estimator: EstimatorChoice;
  engine: EngineChoice;
  json?: boolean;
}

/** `comove mi PAIRS`: one estimate per pair of variables. */
export const registerMi: RegisterCommand = (program, context) => {
  program
    .command('mi')
    .description('estimate the mutual information of pairs of variables')
    .argument('<pairs>', '.npy of shape (T, 2) or (B, T, 2), or .csv with two columns')
    .addOption(estimatorOption())
    .addOption(engineOption())
    .option('--json', 'print one JSON document')
    .action(async (file: string, { estimator, engine, json }: MiOptions) => {
      const { unit } = findEstimator(estimator.estimator).info;
      const pairs = await readPairs(file);
      const inference = commandInference(context, engine);
      const { values, notes } = await inference.pairs(
        { ...estimator, ...pairs },
        { signal: context.signal, onProgress: context.progress },
      );
      const estimates = Array.from(values);
      if (json)
        context.printDocument(
          jsonDocument({ estimator: formatEstimator(estimator), unit, estimates, notes }),
        );
      else {
        for (const estimate of estimates) context.print(estimate.toFixed(6));
        for (const note of notes) context.note(note);
      }
    });
};
