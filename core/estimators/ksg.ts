import { ksg, ksgSide } from './support/ksg.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

/** Neighbours: Kraskov et al. advise 2 to 4; 3 balances bias against variance. */
const k = 3;

/** KSG, algorithm 1, k = 3. */
export const ksgEstimator = pairwiseEstimator(
  {
    name: 'ksg',
    label: 'KSG',
    unit: 'nats',
    summary:
      'Mutual information from the distances to the nearest neighbours (k = 3); 0 when independent, slightly negative by chance.',
    source: 'Kraskov, Stögbauer, Grassberger (2004), equation 8',
  },
  16,
  (samples, variable) => ksgSide([samples.values(variable)]),
  (x, y) => ksg(x, y, { k: Math.min(k, x.columns[0].length - 1), algorithm: 1 }),
);
