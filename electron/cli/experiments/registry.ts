import { ComoveError } from '#core/contract/errors.ts';
import type { Experiment } from './experiment.ts';
import { a6 } from './a6.ts';
import { a9 } from './a9.ts';
import { compute } from './compute.ts';
import { fig1 } from './fig1.ts';
import { fig13 } from './fig13.ts';
import { fig4 } from './fig4.ts';
import { fig5 } from './fig5.ts';
import { fig6 } from './fig6.ts';
import { fig7 } from './fig7.ts';
import { fig8 } from './fig8.ts';
import { table1 } from './table1.ts';
import { table2 } from './table2.ts';
import { table3 } from './table3.ts';
import { tableBmi } from './tableBmi.ts';

/** Every experiment, in the order in which they are listed and run. */
export const experiments: readonly Experiment[] = [
  fig1,
  table1,
  fig4,
  table2,
  table3,
  fig5,
  a6,
  fig6,
  fig7,
  fig8,
  tableBmi,
  fig13,
  a9,
  compute,
];

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
