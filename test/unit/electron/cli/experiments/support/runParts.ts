import type { ModelRunner } from '#core/estimators/estimator.ts';
import type { CommandContext } from '#electron/cli/context.ts';
import type { Experiment, PartContext, Settings } from '#electron/cli/experiments/experiment.ts';
import type { Json } from '#electron/host/results/json.ts';

/** Refuses: for experiments that are given estimators without a network. */
const noModels: ModelRunner = {
  run: () => Promise.reject(new Error('This test has no network.')),
};

/** Runs all parts of an experiment one after the other, without files around it; results as they are kept. */
export async function runParts<S extends Settings, R extends Json>(
  experiment: Experiment<S, R>,
  settings: S,
  models = noModels,
): Promise<R[]> {
  const { signal } = new AbortController();
  const context: PartContext = { models, signal, command: {} as CommandContext, progress() {} };
  const results: R[] = [];
  for (const part of experiment.parts(settings))
    results.push(JSON.parse(JSON.stringify(await part.run(context))) as R);
  return results;
}
