import { choiceOption, numberOption } from './options.ts';
import { ksg, ksgSide } from './support/ksg.ts';
import { pairwiseEstimator } from './support/pairwise.ts';

/** KSG, both algorithms and any number of neighbours; on fewer than k + 1 samples all others are neighbours. */
export const ksgEstimator = pairwiseEstimator(
  {
    name: 'ksg',
    label: 'KSG',
    unit: 'nats',
    summary:
      'Mutual information from the distances to the nearest neighbours; 0 when independent, slightly negative by chance.',
    source: 'Kraskov, Stögbauer, Grassberger (2004), equations 8 and 9',
    options: [
      {
        name: 'k',
        label: 'neighbours',
        summary: 'More neighbours: less noise, more bias. Kraskov et al. advise 2 to 4.',
        kind: 'integer',
        default: 3,
        min: 1,
        max: 50,
      },
      {
        name: 'algorithm',
        label: 'algorithm',
        summary: 'Neighbourhoods of the first are squares, of the second rectangles.',
        kind: 'choice',
        default: '1',
        choices: ['1', '2'],
      },
    ],
    slow: false,
  },
  16,
  (samples, variable) => ksgSide([samples.values(variable)]),
  (x, y, options) =>
    ksg(x, y, {
      k: Math.min(numberOption(options, 'k'), x.columns[0].length - 1),
      algorithm: choiceOption(options, 'algorithm') === '1' ? 1 : 2,
    }),
);
