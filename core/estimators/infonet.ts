import { variableCells, type VariableCells } from '../copula/cells.ts';
import { throwIfAborted } from '../contract/errors.ts';
import { createFeaturizer } from '../infonet/features.ts';
import { infonetModel, statisticsCount, tableCells } from '../infonet/networkContract.ts';
import type { Estimator, ModelRunner, SampleTable, Tensor } from './estimator.ts';
import { constantNote } from './support/pairwise.ts';

/** Pairs of the first block, small so that scores appear at once, and of the others, where the engine is at its fastest. */
const firstBlock = 64;
const otherBlocks = 256;

/** InfoNet: a trained network looks up the discriminant of the empirical copula; no optimisation at test time. */
export const infonet: Estimator = {
  info: {
    name: 'infonet',
    label: 'InfoNet',
    unit: 'nats',
    summary:
      'Mutual information from a trained network that sees only ranks; 0 when independent, slightly negative by chance.',
    source:
      'Hu, Kang, Zeng, Huang, Yang, "InfoNet: Neural Estimation of Mutual Information without Test-Time Optimization" (ICML 2024)',
    scores: 'variables',
    options: [],
    slow: false,
  },
  async *estimate(samples, pairs, { models, signal }) {
    const featurizer = createFeaturizer(samples.sampleCount);
    const cellsOf = cellCache(samples);
    const total = pairs.length / 2;
    for (let start = 0; start < total;) {
      throwIfAborted(signal);
      const size = Math.min(start === 0 ? firstBlock : otherBlocks, total - start);
      const feeds = emptyFeeds(size);
      const constant: number[] = [];
      for (let i = 0; i < size; i++) {
        const x = cellsOf(pairs[2 * (start + i)]);
        const y = cellsOf(pairs[2 * (start + i) + 1]);
        if (x.constant || y.constant) constant.push(i);
        featurizer.write(x, y, i, feeds.histogram.data, feeds.statistics.data);
      }
      const { estimate, dv } = await models.run(infonetModel, feeds, ['estimate', 'dv']);
      // A constant shares no information with anything; the network would say nearly so.
      for (const i of constant) estimate.data[i] = dv.data[i] = 0;
      yield {
        start,
        values: estimate.data,
        extras: { dv: dv.data },
        ...(constant.length > 0 && { notes: [constantNote] }),
      };
      start += size;
    }
  },
};

export interface Discriminant {
  /** L: cells along each axis; cell i covers ranks i/L..(i+1)/L. */
  readonly cells: number;
  /** (L, L) nats, first axis x: the smoothed lookup table. */
  readonly table: Float32Array;
  /** (L, L) share of the samples in each cell. */
  readonly histogram: Float32Array;
  /** nats: the table's Donsker-Varadhan value. */
  readonly dv: number;
  /** nats: dv plus the learned correction, the number that maps show. */
  readonly estimate: number;
}

/** The lookup table that the network finds for one pair of variables, and both of its numbers. */
export async function discriminantOf(
  samples: SampleTable,
  x: number,
  y: number,
  models: ModelRunner,
): Promise<Discriminant> {
  const cellsOf = cellCache(samples);
  const feeds = emptyFeeds(1);
  const [a, b] = [cellsOf(x), cellsOf(y)];
  createFeaturizer(samples.sampleCount).write(a, b, 0, feeds.histogram.data, feeds.statistics.data);
  const { table, dv, estimate } = await models.run(infonetModel, feeds, [
    'table',
    'dv',
    'estimate',
  ]);
  const constant = a.constant || b.constant;
  return {
    cells: tableCells,
    table: constant ? table.data.fill(0) : table.data,
    histogram: feeds.histogram.data,
    dv: constant ? 0 : dv.data[0],
    estimate: constant ? 0 : estimate.data[0],
  };
}

function emptyFeeds(size: number) {
  return {
    histogram: tensor([size, tableCells, tableCells]),
    statistics: tensor([size, statisticsCount]),
  } satisfies Record<string, Tensor>;
}

function tensor(dims: number[]): Tensor {
  return { dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1)) };
}

/** Cells of variables, kept as long as their table lives: the next pick's map uses the same. */
const caches = new WeakMap<SampleTable, Map<number, VariableCells>>();

function cellCache(samples: SampleTable): (variable: number) => VariableCells {
  const cache = caches.get(samples) ?? new Map<number, VariableCells>();
  caches.set(samples, cache);
  return (variable) => {
    const found = cache.get(variable);
    if (found) return found;
    const cells = variableCells(samples.ranks(variable));
    cache.set(variable, cells);
    return cells;
  };
}
