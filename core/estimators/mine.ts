import { throwIfAborted } from '../contract/errors.ts';
import type { Estimator } from './estimator.ts';
import { mine } from './mine/optimisation.ts';
import { numberOption } from './options.ts';
import { isConstant } from './support/columns.ts';
import { constantNote } from './support/pairwise.ts';

/** MINE: a network trained anew on every pair. One block a pair, for each takes seconds. */
export const mineEstimator: Estimator = {
  info: {
    name: 'mine',
    label: 'MINE',
    unit: 'nats',
    summary:
      'Mutual information from a network trained on each pair; scatters by some hundredths around 0 when independent.',
    source:
      'Belghazi et al., "Mutual Information Neural Estimation" (ICML 2018), algorithm 1, section 3.2',
    scores: 'variables',
    options: [
      {
        name: 'iterations',
        label: 'iterations',
        summary: 'Gradient steps a pair: too few leave the estimate low, many take long.',
        kind: 'integer',
        default: 1000,
        min: 1,
        max: 100_000,
      },
      {
        name: 'seed',
        label: 'seed',
        summary: 'Of the first weights and of the batches; another one gives another estimate.',
        kind: 'integer',
        default: 1,
        min: 0,
        max: 2 ** 31 - 1,
      },
    ],
    slow: true,
  },
  async *estimate(samples, pairs, { signal, options }) {
    const settings = {
      iterations: numberOption(options, 'iterations'),
      seed: numberOption(options, 'seed'),
    };
    for (let start = 0; start < pairs.length / 2; start++) {
      throwIfAborted(signal);
      const [x, y] = [samples.values(pairs[2 * start]), samples.values(pairs[2 * start + 1])];
      if (isConstant(x) || isConstant(y))
        yield { start, values: new Float32Array(1), notes: [constantNote] };
      else yield { start, values: Float32Array.of(await mine(x, y, settings, signal)) };
    }
  },
};
