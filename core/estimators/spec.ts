/**
 * An estimator with its options as one word, `ksg:k=5:algorithm=1`: what is typed, and what documents say. A list
 * of them is separated by commas.
 */
import { ComoveError } from '../contract/errors.ts';
import type { EstimatorOptions } from './estimator.ts';
import { resolveOptions } from './options.ts';
import { findEstimator } from './registry.ts';

/** As the contract carries it. */
export interface EstimatorChoice {
  readonly estimator: string;
  /** Options that are left out have their defaults. */
  readonly options: EstimatorOptions;
}

/**
 * Reads `NAME[:OPTION=VALUE]...`.
 *
 * @returns the choice with a value for every option
 * @throws ComoveError USAGE for an unknown name, option or value, with the good ones
 */
export function parseEstimator(text: string): EstimatorChoice {
  const [name, ...parts] = text.trim().split(':');
  const { info } = findEstimator(name);
  const given = parts.map((part): [string, string] => {
    const at = part.indexOf('=');
    if (at > 0) return [part.slice(0, at), part.slice(at + 1)];
    throw new ComoveError('USAGE', `'${part}' in '${text}' is not an option with a value.`, {
      remedy: 'Write NAME:OPTION=VALUE:OPTION=VALUE, e.g. ksg:k=5:algorithm=2.',
    });
  });
  return { estimator: name, options: resolveOptions(info, Object.fromEntries(given)) };
}

/** Reads a list, `infonet,ksg:k=3`. @throws as `parseEstimator` */
export function parseEstimators(text: string): EstimatorChoice[] {
  return text.split(',').map(parseEstimator);
}

/** Each choice once, where it comes first: figures are told by its word. */
export function distinctEstimators(choices: readonly EstimatorChoice[]): EstimatorChoice[] {
  const words = choices.map(formatEstimator);
  return choices.filter((_, place) => words.indexOf(words[place]) === place);
}

/**
 * The shortest word for a choice: only what differs from the defaults, in the order in which the estimator lists
 * its options.
 *
 * @throws ComoveError USAGE, as `parseEstimator`
 */
export function formatEstimator({ estimator, options }: EstimatorChoice): string {
  const { info } = findEstimator(estimator);
  const resolved = resolveOptions(info, options);
  const changed = info.options.filter((option) => resolved[option.name] !== option.default);
  return [estimator, ...changed.map(({ name }) => `${name}=${resolved[name]}`)].join(':');
}
