import type { Stores } from '../state/stores.ts';

/** Makes an estimator the main score. One that is compared changes places with the former main one. */
export function makeMain({ map, comparison }: Stores, estimator: string): void {
  const { choices, choose } = map.getState();
  const { chosen, choose: compare } = comparison.getState();
  if (chosen.includes(estimator))
    compare([...chosen.filter((other) => other !== estimator), choices.estimator]);
  if (estimator !== choices.estimator) choose({ estimator });
}
