/**
 * The shipped networks. They take a histogram and statistics of counts and give a table, its Donsker-Varadhan value
 * and the corrected estimate (see `networkContract.ts`); fast and accurate differ in which statistics and in size. The
 * thorough one has the accurate one's weights and is shown samples of any length in several views.
 */
import { arcsineEdges } from '../copula/arcsineGrid.ts';
import { compactStatisticsCount, createCompactFeaturizer } from './compactFeatures.ts';
import { createFeaturizer, histogramCells, statisticsCount, type Featurizer } from './features.ts';
import { tableCells } from './networkContract.ts';

export interface Network {
  /** Name of its files: NAME.onnx and the card NAME.json. */
  readonly model: string;
  /** H: cells of the histogram along each axis. */
  readonly histogramCells: number;
  /** (L + 1) borders of the table's cells as copula coordinates, 0 to 1. */
  readonly tableEdges: readonly number[];
  /** Pairs of a block, each of their views counted: enough to start the engine for, few enough for its tensors to stay in the cache. */
  readonly blockPairs: number;
  /** The longest samples that it is shown in several views, see `views.ts`. */
  readonly viewsUpTo: number;
  /** F: statistics of a pair. */
  readonly statisticsCount: number;
  /** @param sampleCount T */
  createFeaturizer(sampleCount: number): Featurizer;
}

const accurate = {
  model: 'infonet',
  histogramCells,
  tableEdges: arcsineEdges(tableCells),
  blockPairs: 32,
  viewsUpTo: 500,
  statisticsCount,
  createFeaturizer,
} satisfies Network;

export const networks = {
  fast: {
    model: 'infonet-fast',
    histogramCells: tableCells,
    tableEdges: Array.from({ length: tableCells + 1 }, (_, i) => i / tableCells),
    blockPairs: 128,
    viewsUpTo: 0,
    statisticsCount: compactStatisticsCount,
    createFeaturizer: createCompactFeaturizer,
  },
  accurate,
  thorough: { ...accurate, viewsUpTo: Infinity },
} as const satisfies Record<string, Network>;

export type NetworkName = keyof typeof networks;

export const networkNames = Object.keys(networks) as NetworkName[];
