import { variableCells, type VariableCells } from '../copula/cells.ts';
import { throwIfAborted } from '../contract/errors.ts';
import { networkNames, networks, type Network, type NetworkName } from '../infonet/networks.ts';
import {
  createViewWriter,
  meanAnswer,
  onTableCells,
  viewCount,
  viewsOf,
  type BentViews,
  type ViewWriter,
} from '../infonet/views.ts';
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
  summary:
    'fast: microseconds a pair; accurate: fifteen times slower, up to 500 samples six to ten times that; thorough: that slow at any length, with the smallest error.',
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
  const asked = askedOf(samples, options);
  const blockPairs = Math.floor(asked.network.blockPairs / asked.viewCount);
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
    const feeds = (size === blockPairs && spare.pop()) || emptyFeeds(asked, size);
    const block = featurize(asked, cellsOf, wanted, feeds);
    if (running.length === mostRunning) yield await running.shift()!;
    const run = runBlock(asked, models, block, start).finally(
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

/** What is asked of the pairs of a table of samples. */
interface Asked {
  readonly network: Network;
  /** Writes what it is fed of a pair, all views of it. */
  readonly write: ViewWriter;
  /** Of each pair that the network is shown, and how many they are. */
  readonly views: readonly BentViews[];
  readonly viewCount: number;
}

function askedOf({ sampleCount }: SampleTable, options: EstimatorOptions): Asked {
  const network = networks[options.weights as NetworkName];
  const views = viewsOf(network, sampleCount);
  return {
    network,
    views,
    viewCount: viewCount(views),
    write: createViewWriter(views, network.createFeaturizer(sampleCount), network),
  };
}

type Feeds = ReturnType<typeof emptyFeeds>;

/** What the network is fed for a block of pairs, and which of them have a constant variable. */
interface FedBlock {
  readonly feeds: Feeds;
  readonly constant: readonly number[];
}

/** @param feeds overwritten */
function featurize(
  { write, viewCount }: Asked,
  cellsOf: (variable: number) => VariableCells,
  pairs: Uint32Array,
  feeds: Feeds,
): FedBlock {
  const size = pairs.length / 2;
  const [histogram, statistics] = [feeds.histogram.data, feeds.statistics.data];
  const constant: number[] = [];
  for (let i = 0; i < size; i++) {
    const x = cellsOf(pairs[2 * i]);
    const y = cellsOf(pairs[2 * i + 1]);
    if (x.constant || y.constant) constant.push(i);
    write(x, y, i * viewCount, histogram, statistics);
  }
  return { feeds, constant };
}

async function runBlock(
  asked: Asked,
  models: ModelRunner,
  { feeds, constant }: FedBlock,
  start: number,
): Promise<NetworkBlock> {
  const { estimate, dv } = await (asked.viewCount > 1
    ? runViews(asked, models, feeds)
    : runPlain(asked, models, feeds));
  // A constant shares no information with anything; the network would say nearly so.
  for (const i of constant) estimate[i] = dv[i] = 0;
  return { start, estimate, dv, ...(constant.length > 0 && { notes: [constantNote] }) };
}

async function runPlain({ network }: Asked, models: ModelRunner, feeds: Feeds) {
  const { estimate, dv } = await models.run(network.model, feeds, ['estimate', 'dv']);
  return { estimate: estimate.data, dv: dv.data };
}

async function runViews({ network, views, viewCount }: Asked, models: ModelRunner, feeds: Feeds) {
  const asked = await models.run(network.model, feeds, ['estimate', 'table']);
  const pairs = asked.estimate.data.length / viewCount;
  const answers = Array.from({ length: pairs }, (_, pair) => {
    const [tables, estimates, histograms] = [asked.table, asked.estimate, feeds.histogram].map(
      ({ data }) => data.subarray((pair * data.length) / pairs, ((pair + 1) * data.length) / pairs),
    );
    return meanAnswer(views, tables, estimates, onTableCells(histograms, network.histogramCells));
  });
  return {
    estimate: Float32Array.from(answers, (answer) => answer.estimate),
    dv: Float32Array.from(answers, (answer) => answer.dv),
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
  const asked = askedOf(samples, options);
  const { network, views } = asked;
  const pair = Uint32Array.of(x, y);
  const { feeds, constant } = featurize(asked, cellCache(samples), pair, emptyFeeds(asked, 1));
  const histogram = onTableCells(feeds.histogram.data, network.histogramCells);
  const { table, dv, estimate } = await models.run(network.model, feeds, [
    'table',
    'dv',
    'estimate',
  ]);
  const answer =
    asked.viewCount > 1
      ? meanAnswer(views, table.data, estimate.data, histogram)
      : { table: table.data, dv: dv.data[0], estimate: estimate.data[0] };
  const { tableEdges: edges } = network;
  return constant.length > 0
    ? { edges, histogram, table: answer.table.fill(0), dv: 0, estimate: 0 }
    : { edges, histogram, ...answer };
}

function emptyFeeds({ network, viewCount }: Asked, pairs: number) {
  const size = pairs * viewCount;
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
