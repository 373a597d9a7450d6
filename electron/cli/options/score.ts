import { InvalidArgumentError, Option, type Command } from 'commander';
import { errorBody } from '#core/contract/errors.ts';
import { coordinateCombination, mapDefaults, signalName } from '#core/contract/schemas.ts';
import type { Combination, SignalName } from '#core/contract/schemas.ts';
import { estimators } from '#core/estimators/registry.ts';
import { parseEstimator, type EstimatorChoice } from '#core/estimators/spec.ts';
import { engineChoices, type EngineChoice } from '../../host/inference/port.ts';
import { wholeNumberIn } from './numbers.ts';

export interface ScoreOptions {
  estimator: EstimatorChoice;
  signal: SignalName;
  visibleOnly: boolean;
  minimumOverlap: number;
  combine: Combination;
  combinePicks: Combination;
  engine: EngineChoice;
}

const [{ info: first }] = estimators;

/** `--estimator NAME:OPTION=VALUE`, as an `EstimatorChoice`; by default that of maps. */
export const estimatorOption = (name = first.name) =>
  new Option('--estimator <name>', `how alike two points move: ${describeEstimators()}`)
    .argParser((text) => asArgument(() => parseEstimator(text)))
    .default(parseEstimator(name), name);

/** Every estimator with what can be chosen about it, as it is typed, and the defaults. */
function describeEstimators(): string {
  return estimators
    .map(({ info }) =>
      [info.name, ...info.options.map(({ name, default: value }) => `${name}=${value}`)].join(':'),
    )
    .join(', ');
}

/** Runs a parser of core on an option's argument; its refusal becomes commander's, which names the option. */
export function asArgument<T>(parse: () => T): T {
  try {
    return parse();
  } catch (thrown) {
    const { message, remedy } = errorBody(thrown);
    throw new InvalidArgumentError(remedy ? `${message} ${remedy}` : message);
  }
}

/** Which frames count: `--visible-only` and `--minimum-overlap`. */
export const frameOptions = () => [
  new Option(
    '--visible-only',
    'compare two points on the frames in which both are visible; points may have gaps',
  ).default(false),
  new Option(
    '--minimum-overlap <frames>',
    'with --visible-only: pairs that share fewer frames get the lowest score',
  )
    .argParser(wholeNumberIn(4, 1_000_000))
    .default(mapDefaults.minimumOverlap),
];

export const engineOption = () =>
  new Option('--engine <name>', 'what runs the network').choices(engineChoices).default('auto');

/** Adds the options that say how points are scored against picks. */
export function addScoring(command: Command): Command {
  return addPairScoring(command).addOption(
    new Option('--combine-picks <rule>', 'how the scores of several picks become one')
      .choices(coordinateCombination.options)
      .default('mean'),
  );
}

/** Adds the options that say how two points are scored. */
export function addPairScoring(command: Command): Command {
  command
    .addOption(estimatorOption())
    .addOption(
      new Option('--signal <name>', 'what is compared: the coordinates or their differences')
        .choices(signalName.options)
        .default('position'),
    );
  for (const option of frameOptions()) command.addOption(option);
  return command
    .addOption(
      new Option('--combine <rule>', 'how the scores of x and of y become one')
        .choices(coordinateCombination.options)
        .default('mean'),
    )
    .addOption(engineOption());
}
