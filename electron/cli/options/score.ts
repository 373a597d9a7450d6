import { Option, type Command } from 'commander';
import { coordinateCombination, signalName } from '#core/contract/schemas.ts';
import type { Combination, SignalName } from '#core/contract/schemas.ts';
import { estimators } from '#core/estimators/registry.ts';
import { engineChoices, type EngineChoice } from '../../host/inference/port.ts';

export interface ScoreOptions {
  estimator: string;
  signal: SignalName;
  combine: Combination;
  combinePicks: Combination;
  engine: EngineChoice;
}

export const estimatorOption = () =>
  new Option('--estimator <name>', 'how alike two variables are')
    .choices(estimators.map(({ info }) => info.name))
    .default(estimators[0].info.name);

export const engineOption = () =>
  new Option('--engine <name>', 'what runs the network').choices(engineChoices).default('auto');

/** Adds the options that say how points are scored. */
export function addScoring(command: Command): Command {
  return command
    .addOption(estimatorOption())
    .addOption(
      new Option('--signal <name>', 'what is compared: the coordinates or their differences')
        .choices(signalName.options)
        .default('position'),
    )
    .addOption(
      new Option('--combine <rule>', 'how the scores of x and of y become one')
        .choices(coordinateCombination.options)
        .default('mean'),
    )
    .addOption(
      new Option('--combine-picks <rule>', 'how the scores of several picks become one')
        .choices(coordinateCombination.options)
        .default('mean'),
    )
    .addOption(engineOption());
}
