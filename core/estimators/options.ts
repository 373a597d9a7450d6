/** The values of an estimator's options: checked, with defaults filled in. */
import { ComoveError } from '../contract/errors.ts';
import type { EstimatorInfo, EstimatorOption, EstimatorOptions } from './estimator.ts';

/**
 * A value for every option of an estimator: the given one, else the default.
 *
 * @param given numbers may also come as text, as typed
 * @throws ComoveError USAGE for an option that it does not have or a value that is not taken, with the good ones
 */
export function resolveOptions(
  { name, options }: EstimatorInfo,
  given: EstimatorOptions = {},
): EstimatorOptions {
  const known = options.map((option) => option.name);
  for (const key of Object.keys(given))
    if (!known.includes(key))
      throw new ComoveError('USAGE', `The estimator '${name}' has no option '${key}'.`, {
        remedy: known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has no options.',
      });
  return Object.fromEntries(
    options.map((option) => {
      if (!Object.hasOwn(given, option.name)) return [option.name, option.default];
      const value = valueOf(option, given[option.name]);
      if (value !== undefined) return [option.name, value];
      throw new ComoveError(
        'USAGE',
        `The estimator '${name}' does not take ${option.name}=${given[option.name]}.`,
        {
          remedy: `${option.name} is ${describeValues(option)}; the default is ${option.default}.`,
        },
      );
    }),
  );
}

/** A numeric option of resolved ones. */
export const numberOption = (options: EstimatorOptions, name: string): number =>
  Number(options[name]);

/** A choice among words of resolved options. */
export const choiceOption = (options: EstimatorOptions, name: string): string =>
  String(options[name]);

/** The value in the option's own type; undefined when it is not taken. */
function valueOf(option: EstimatorOption, value: number | string): number | string | undefined {
  if (option.kind === 'choice')
    return option.choices?.includes(String(value)) ? String(value) : undefined;
  const number = String(value).trim() === '' ? NaN : Number(value);
  const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = option;
  const fits = number >= min && number <= max;
  return fits && (option.kind === 'number' || Number.isInteger(number)) ? number : undefined;
}

/** The values that an option takes, as the end of a sentence. */
function describeValues({ kind, choices = [], min, max }: EstimatorOption): string {
  if (kind === 'choice') return `one of ${choices.join(', ')}`;
  const noun = kind === 'integer' ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`;
  if (min !== undefined) return `${noun} from ${min}`;
  return max === undefined ? noun : `${noun} up to ${max}`;
}
