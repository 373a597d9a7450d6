/**
 * The one interface of every estimator. Adding an estimator is adding a file beside this one and a line in
 * `registry.ts`; the map, the command line, the contract and the window take it from there.
 */
import type { RankArray } from '../copula/ranks.ts';

/** What can be chosen about an estimator, e.g. KSG's number of neighbours. */
export interface EstimatorOption {
  /** As typed: 'k' in `--estimator ksg:k=5`. */
  readonly name: string;
  /** As shown. */
  readonly label: string;
  /** One sentence: what it changes. */
  readonly summary: string;
  readonly kind: 'integer' | 'number' | 'choice';
  readonly default: number | string;
  /** Of numbers, both ends included. */
  readonly min?: number;
  readonly max?: number;
  /** Of a choice, the default among them. */
  readonly choices?: readonly string[];
}

/** Values by option name. */
export type EstimatorOptions = Readonly<Record<string, number | string>>;

export interface EstimatorInfo {
  /** As typed on the command line: 'infonet', 'pearson'. */
  readonly name: string;
  /** As shown: 'InfoNet'. */
  readonly label: string;
  readonly unit: 'nats' | 'correlation' | 'pixels';
  /** One sentence: what the number means and its range. Higher always means more alike. */
  readonly summary: string;
  /** Paper, equation, year. */
  readonly source: string;
  /**
   * What one score is about. 'variables': two variables; a map scores x with x and y with y and combines the two.
   * 'trajectories': two points, both coordinates at once; pair k is then the points pairs[2k] and pairs[2k + 1],
   * and values(2i), values(2i + 1) are the x and y of point i.
   */
  readonly scores: 'variables' | 'trajectories';
  readonly options: readonly EstimatorOption[];
  /** Milliseconds and more a pair: who starts a map is told first how long it will take. */
  readonly slow: boolean;
}

/** M variables of T samples each, e.g. the x and y coordinates of all kept points of a clip. */
export interface SampleTable {
  readonly variableCount: number;
  readonly sampleCount: number;
  /** The samples of a variable, (T). Do not write into it. */
  values(variable: number): Float64Array;
  /** Its doubled midranks, (T), computed once and shared by every pair. Do not write into it. */
  ranks(variable: number): RankArray;
  /** (T) the frame of each sample of a point, ascending; without it sample t is of frame t. Of positions only. */
  frames?(point: number): Uint32Array;
}

export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Runs a shipped network by name on the current engine. */
export interface ModelRunner {
  /** Runs that it works on at once; 1 where it is left out. More may wait for it. */
  readonly parallelRuns?: number;
  run(
    model: string,
    feeds: Record<string, Tensor>,
    /** Names of the outputs that are needed; others are not computed where the engine allows. */
    fetches: readonly string[],
  ): Promise<Record<string, Tensor>>;
}

export interface EstimateContext {
  readonly models: ModelRunner;
  readonly signal?: AbortSignal;
  /** A value for each of the estimator's options, see `resolveOptions`. */
  readonly options: EstimatorOptions;
}

export interface EstimateBlock {
  /** Index of the block's first pair in the list. */
  readonly start: number;
  /** One estimate per pair of the block, in the estimator's unit; never NaN. */
  readonly values: Float32Array;
  /** Other numbers of the same pairs, by name (InfoNet: 'dv', the table's own Donsker-Varadhan value). */
  readonly extras?: Readonly<Record<string, Float32Array>>;
  /** What the reader must know, one sentence each (e.g. a variable that does not vary). */
  readonly notes?: readonly string[];
}

export interface Estimator {
  readonly info: EstimatorInfo;
  /**
   * Estimates pairs of variables, in blocks.
   *
   * @param samples the variables
   * @param pairs (2P): pair k is the variables (of 'trajectories': the points) pairs[2k] and pairs[2k + 1]
   * @throws ComoveError ABORTED between blocks once the signal has fired
   */
  estimate(
    samples: SampleTable,
    pairs: Uint32Array,
    context: EstimateContext,
  ): AsyncIterable<EstimateBlock>;
}
