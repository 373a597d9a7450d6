import { variableCells, type VariableCells } from '../copula/cells.ts';
import { throwIfAborted } from '../contract/errors.ts';
import type { Featurizer } from '../infonet/features.ts';
import { tableCells } from '../infonet/networkContract.ts';
import { networkNames, networks, type Network, type NetworkName } from '../infonet/networks.ts';
import type {
  EstimateContext,
  Estimator,
  EstimatorOption,
  EstimatorOptions,
  ModelRunner,
  SampleTable,
  Tensor,
} from './estimator.ts';
import { constantNote } from './support/pairwise.ts';

/** At most so many pairs in the first block, so that scores appear at once. */
const firstBlock = 64;

const source =
  'Hu, Kang, Zeng, Huang, Yang, "InfoNet: Neural Estimation of Mutual Information without Test-Time Optimization" (ICML 2024)';

/** The choice between the shipped networks. */
const weightsOption = (network: NetworkName): EstimatorOption => ({
  name: 'weights',
  label: 'network',
  summary: 'fast: microseconds a pair; accurate: fifteen times slower, the smallest error.',
  kind: 'choice',
  default: network,
  choices: networkNames,
});

/**
 * InfoNet: a trained network looks up the discriminant of the empirical copula; no optimisation at test time. This is
 * the number to measure with: the table's Donsker-Varadhan value and a learned correction of it.
 */
export const infonet: Estimator = {
  info: {
    name: 'infonet',
    label: 'InfoNet',
    unit: 'nats',
    summary:
      "Mutual information from a trained network that sees only ranks, its table's value corrected: the smallest error on independent samples; 0 when independent, slightly negative by chance.",
    source,
    scores: 'variables',
    options: [weightsOption('accurate')],
    slow: false,
  },
  async *estimate(samples, pairs, context) {
    for await (const { start, estimate, dv, notes } of networkBlocks(samples, pairs, context))
      yield { start, values: estimate, extras: { dv }, ...(notes && { notes }) };
  },
};

/**
 * InfoNet as in the paper: the Donsker-Varadhan value of the table, without correction. This is the number to rank
 * trajectories with. A smooth path is a thin curve on the copula whatever it shares with another; the correction,
 * which counts at a finer scale than the table's cells, takes every such curve for a strong relation.
 */
export const infonetTable: Estimator = {
  info: {
    name: 'infonet-table',
    label: 'InfoNet table',
    unit: 'nats',
    summary:
      "Mutual information of a trained network's table as it is, as in the paper: ranks smooth trajectories best; too low for strong relations; 0 when independent, slightly more by chance.",
    source,
    scores: 'variables',
    options: [weightsOption('fast')],
    slow: false,
  },
  async *estimate(samples, pairs, context) {
    for await (const { start, estimate, dv, notes } of networkBlocks(samples, pairs, context))
      yield { start, values: dv, extras: { estimate }, ...(notes && { notes }) };
  },
};

/** Both numbers of a block of pairs. */
interface NetworkBlock {
  readonly start: number;
  readonly estimate: Float32Array;
  readonly dv: Float32Array;
  readonly notes?: readonly string[];
}

async function* networkBlocks(
  samples: SampleTable,
  pairs: Uint32Array,
  { models, signal, options }: EstimateContext,
): AsyncGenerator<NetworkBlock> {
  const network = networkOf(options);
  const { blockPairs } = network;
  const featurizer = network.createFeaturizer(samples.sampleCount);
  const cellsOf = cellCache(samples);
  const total = pairs.length / 2;
  // As many as the engine works on wait for it: it shall not wait for counting.
  const mostRunning = 2 * (models.parallelRuns ?? 1);
  const running: Promise<NetworkBlock>[] = [];
  const spare: Feeds[] = [];
  for (let start = 0; start < total;) {
    throwIfAborted(signal);
    const size = Math.min(start === 0 ? firstBlock : blockPairs, blockPairs, total - start);
    const wanted = pairs.subarray(2 * start, 2 * (start + size));
    const feeds = (size === blockPairs && spare.pop()) || emptyFeeds(network, size);
    const block = featurize(featurizer, cellsOf, wanted, feeds);
    if (running.length === mostRunning) yield await running.shift()!;
    const run = runBlock(network, models, block, start).finally(
      () => size === blockPairs && spare.push(feeds),
    );
    // Whoever awaits it hears of its failure, unless an earlier one has ended all.
    run.catch(() => {});
    running.push(run);
    start += size;
  }
  for (const block of running) {
    throwIfAborted(signal);
    yield await block;
  }
}

const networkOf = (options: EstimatorOptions): Network => networks[options.weights as NetworkName];

type Feeds = ReturnType<typeof emptyFeeds>;

/** What the network is fed for a block of pairs, and which of them have a constant variable. */
interface FedBlock {
  readonly feeds: Feeds;
  readonly constant: readonly number[];
}

/** @param feeds overwritten */
function featurize(
  featurizer: Featurizer,
  cellsOf: (variable: number) => VariableCells,
  pairs: Uint32Array,
  feeds: Feeds,
): FedBlock {
  const size = pairs.length / 2;
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
): Promise<NetworkBlock> {
  const { estimate, dv } = await models.run(model, feeds, ['estimate', 'dv']);
  // A constant shares no information with anything; the network would say nearly so.
  for (const i of constant) estimate.data[i] = dv.data[i] = 0;
  return {
    start,
    estimate: estimate.data,
    dv: dv.data,
    ...(constant.length > 0 && { notes: [constantNote] }),
  };
}

export interface Discriminant {
  /** (L + 1) ranks as shares, 0 to 1: cell i along an axis lies between edges i and i + 1. */
  readonly edges: readonly number[];
  /** (L, L) nats, first axis x: the smoothed lookup table. */
  readonly table: Float32Array;
  /** (L, L) share of the samples in each cell. */
  readonly histogram: Float32Array;
  /** nats: the table's Donsker-Varadhan value. */
  readonly dv: number;
  /** nats: dv plus the learned correction. */
  readonly estimate: number;
}

/** The lookup table that the network finds for one pair of variables, and both of its numbers. */
export async function discriminantOf(
  samples: SampleTable,
  x: number,
  y: number,
  models: ModelRunner,
  options: EstimatorOptions,
): Promise<Discriminant> {
  const network = networkOf(options);
  const featurizer = network.createFeaturizer(samples.sampleCount);
  const pair = Uint32Array.of(x, y);
  const { feeds, constant: constants } = featurize(
    featurizer,
    cellCache(samples),
    pair,
    emptyFeeds(network, 1),
  );
  const { table, dv, estimate } = await models.run(network.model, feeds, [
    'table',
    'dv',
    'estimate',
  ]);
  const constant = constants.length > 0;
  return {
    edges: network.tableEdges,
    table: constant ? table.data.fill(0) : table.data,
    histogram: pooledHistogram(feeds.histogram.data, network.histogramCells),
    dv: constant ? 0 : dv.data[0],
    estimate: constant ? 0 : estimate.data[0],
  };
}

/** On the table's cells: sums of the finer ones that the network was fed. */
function pooledHistogram(histogram: Float32Array, cells: number): Float32Array {
  if (cells === tableCells) return histogram;
  const ratio = cells / tableCells;
  const pooled = new Float32Array(tableCells * tableCells);
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++)
      pooled[Math.floor(i / ratio) * tableCells + Math.floor(j / ratio)] +=
        histogram[i * cells + j];
  return pooled;
}

function emptyFeeds(network: Network, size: number) {
  return {
    histogram: tensor([size, network.histogramCells, network.histogramCells]),
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
