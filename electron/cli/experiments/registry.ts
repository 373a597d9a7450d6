import { ComoveError } from '#core/contract/errors.ts';
import type { Experiment } from './experiment.ts';
import { fig4 } from './fig4.ts';

/** Every experiment, in the order in which they are listed and run. */
export const experiments: readonly Experiment[] = [fig4];

/**
 * The experiments of a name; 'all' is every one.
 *
 * @throws ComoveError USAGE for an unknown name, with the good ones
 */
export function findExperiments(name: string): readonly Experiment[] {
  if (name === 'all') return experiments;
  const found = experiments.filter((experiment) => experiment.name === name);
  if (found.length > 0) return found;
  throw new ComoveError('USAGE', `There is no experiment '${name}'.`, {
    remedy: `The experiments are: ${experiments.map((each) => each.name).join(', ')}, or all.`,
  });
}
