/**
 * Messages between the host and the inference process. Plain data that survives structured cloning, the same
 * over child_process (serialization 'advanced') and Electron's utilityProcess.
 */
import type { Combination, PairDescription, SignalName } from '#core/contract/schemas.ts';
import type { EstimatorOptions } from '#core/estimators/estimator.ts';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { TrajectoryData, TrajectoryDtype } from '#core/tracks/trajectories.ts';

/**
 * A run of the kept points' trajectories. A clip is sent in several of these, in order, each answered by 'loaded'
 * before the next is sent, so that neither side holds it twice.
 */
export interface LoadTracks {
  type: 'load';
  id: number;
  datasetId: string;
  frameCount: number;
  /** K, of the whole data set. */
  pointCount: number;
  dtype: TrajectoryDtype;
  /** Index of the run's first point in 0..K-1; 0 starts the data set. */
  firstPoint: number;
  /** (points of the run, 2, T) */
  data: TrajectoryData;
  /** (points of the run, W): the frames that show each point, see `ShownSamples`. */
  shown: Uint32Array;
}

/** What a map is of: all K points against the picks (indices 0..K-1). */
export interface MapQuestion {
  datasetId: string;
  picks: number[];
  estimator: string;
  /** Those left out have their defaults. */
  options: EstimatorOptions;
  signal: SignalName;
  /** Each pair on the frames that show both points, if there are so many; undefined: on all frames. */
  minimumOverlap?: number;
  coordinates: Combination;
  combine: Combination;
}

/** Scores of all points. */
export interface MapJob extends MapQuestion {
  type: 'map';
  id: number;
}

/** How long the scores of all points would take. */
export interface ForecastJob extends MapQuestion {
  type: 'forecast';
  id: number;
}

/** B independent pairs: (B, T, 2) float64. */
export interface PairsJob {
  type: 'pairs';
  id: number;
  estimator: string;
  /** Those left out have their defaults. */
  options: EstimatorOptions;
  batch: number;
  sampleCount: number;
  data: Float64Array;
}

/** What InfoNet makes of two points of a data set. */
export interface PairJob extends Pick<
  MapQuestion,
  'datasetId' | 'options' | 'signal' | 'minimumOverlap'
> {
  type: 'pair';
  id: number;
  pick: number;
  other: number;
}

/** Scores of all pairs of some points of a data set, each once, and of each with itself. */
export interface MatrixJob extends Omit<MapQuestion, 'picks' | 'combine'> {
  type: 'matrix';
  id: number;
  /** (K) indices of the points in the data set. */
  points: Uint32Array;
}

export type InferenceRequest =
  | LoadTracks
  | { type: 'unload'; id: number; datasetId: string }
  | MapJob
  | ForecastJob
  | PairsJob
  | PairJob
  | MatrixJob
  | { type: 'abort'; id: number; job: number };

export type InferenceReply =
  | { type: 'ready'; engine: string; threads: number }
  | {
      type: 'progress';
      id: number;
      phase: string;
      done: number;
      total: number;
      unit: string;
      /** Map: (K) scores so far, NaN where not yet estimated. */
      scores?: Float32Array;
    }
  | {
      type: 'block';
      id: number;
      /** Matrix: a run of the list of pairs (see `visitPairs`) from this index on; NaN where too few frames show both. */
      start: number;
      scores: Float32Array;
    }
  | {
      type: 'matrix';
      id: number;
      /** How many estimates they took. */
      pairs: number;
      elapsedMillis: number;
      memoryPeakBytes: number;
      notes: string[];
    }
  | { type: 'loaded'; id: number }
  | {
      type: 'forecast';
      id: number;
      /** Of the whole map. */
      pairs: number;
      secondsPerPair: number;
    }
  | { type: 'pair'; id: number; pair: PairDescription }
  | {
      type: 'result';
      id: number;
      /** Map: (K). Pairs: (B). */
      values: Float32Array;
      extras: Record<string, Float32Array>;
      pairs: number;
      elapsedMillis: number;
      /** The most memory that the process has held so far. */
      memoryPeakBytes: number;
      notes: string[];
    }
  | { type: 'failed'; id: number; error: ErrorBody };
