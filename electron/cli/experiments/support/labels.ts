import { findEstimator } from '#core/estimators/registry.ts';
import { parseEstimator } from '#core/estimators/spec.ts';

/** What a method is called in figures and tables: 'KSG (k 5)', 'InfoNet, table alone', 'oracle'. */
export function methodLabel(method: string): string {
  if (method === 'oracle') return 'oracle';
  const [word, extra] = method.split('.dv');
  const { label, options } = findEstimator(parseEstimator(word).estimator).info;
  if (extra !== undefined) return `${label}, table alone`;
  const given = word
    .split(':')
    .slice(1)
    .map((part) => part.split('='));
  const said = given.map(([name, value]) => `${optionLabel(name)} ${value}`);
  return said.length > 0 ? `${label} (${said.join(', ')})` : label;

  function optionLabel(name: string): string {
    return options.find((option) => option.name === name)?.label.toLowerCase() ?? name;
  }
}
