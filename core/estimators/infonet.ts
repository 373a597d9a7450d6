import { variableCells, type VariableCells } from '../copula/cells.ts';
import { throwIfAborted } from '../contract/errors.ts';
import type { Featurizer } from '../infonet/features.ts';
import { tableCells } from '../infonet/networkContract.ts';
import { networkNames, networks, type Network, type NetworkName } from '../infonet/networks.ts';
import type {
  EstimateBlock,
  Estimator,
  EstimatorOptions,
  ModelRunner,
  SampleTable,
  Tensor,
} from './estimator.ts';
import { constantNote } from './support/pairwise.ts';

/** Pairs of the first block, small so that scores appear at once, and of the others, where the engine is at its fastest. */
const firstBlock = 64;
const otherBlocks = 256;

const defaultNetwork: NetworkName = 'accurate';

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
    options: [
      {
        name: 'weights',
        label: 'Network',
        summary:
          'fast: microseconds a pair, made for maps of smooth trajectories; accurate: ten times slower, the smallest error on independent samples.',
        kind: 'choice',
        default: defaultNetwork,
        choices: networkNames,
      },
    ],
    slow: false,
  },
  async *estimate(samples, pairs, { models, signal, options }) {
    const network = networkOf(options);
    const featurizer = network.createFeaturizer(samples.sampleCount);
    const cellsOf = cellCache(samples);
    const total = pairs.length / 2;
    let running: Promise<EstimateBlock> | undefined;
    for (let start = 0; start < total;) {
      throwIfAborted(signal);
      const size = Math.min(start === 0 ? firstBlock : otherBlocks, total - start);
      const block = featurize(
        network,
        featurizer,
        cellsOf,
        pairs.subarray(2 * start, 2 * (start + size)),
      );
      // The engine works on one block while the next is counted.
      if (running) yield await running;
      running = runBlock(network, models, block, start);
      start += size;
    }
    if (running) yield await running;
  },
};

const networkOf = (options: EstimatorOptions): Network => networks[options.weights as NetworkName];

/** What the network is fed for a block of pairs, and which of them have a constant variable. */
interface FedBlock {
  readonly feeds: ReturnType<typeof emptyFeeds>;
  readonly constant: readonly number[];
}

function featurize(
  network: Network,
  featurizer: Featurizer,
  cellsOf: (variable: number) => VariableCells,
  pairs: Uint32Array,
): FedBlock {
  const size = pairs.length / 2;
  const feeds = emptyFeeds(network, size);
  const constant: number[] = [];
  for (let i = 0; i < size; i++) {
    const x = cellsOf(pairs[2 * i]);
    const y = cellsOf(pairs[2 * i + 1]);
    if (x.constant || y.constant) constant.push(i);
    featurizer.write(x, y, i, feeds.histogram.data, feeds.statistics.data);
  }
  return { feeds, constant };
}

async function runBlock(
  { model }: Network,
  models: ModelRunner,
  { feeds, constant }: FedBlock,
  start: number,
): Promise<EstimateBlock> {
  const { estimate, dv } = await models.run(model, feeds, ['estimate', 'dv']);
  // A constant shares no information with anything; the network would say nearly so.
  for (const i of constant) estimate.data[i] = dv.data[i] = 0;
  return {
    start,
    values: estimate.data,
    extras: { dv: dv.data },
    ...(constant.length > 0 && { notes: [constantNote] }),
  };
}

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
  options: EstimatorOptions = { weights: defaultNetwork },
): Promise<Discriminant> {
  const network = networkOf(options);
  const featurizer = network.createFeaturizer(samples.sampleCount);
  const pair = Uint32Array.of(x, y);
  const { feeds, constant: constants } = featurize(network, featurizer, cellCache(samples), pair);
  const { table, dv, estimate } = await models.run(network.model, feeds, [
    'table',
    'dv',
    'estimate',
  ]);
  const constant = constants.length > 0;
  return {
    cells: tableCells,
    table: constant ? table.data.fill(0) : table.data,
    histogram: feeds.histogram.data,
    dv: constant ? 0 : dv.data[0],
    estimate: constant ? 0 : estimate.data[0],
  };
}

function emptyFeeds(network: Network, size: number) {
  return {
    histogram: tensor([size, tableCells, tableCells]),
    statistics: tensor([size, network.statisticsCount]),
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
