/**
 * Messages between the host and the inference process. Plain data that survives structured cloning, the same
 * over child_process (serialization 'advanced') and Electron's utilityProcess.
 */
import type { Combination, SignalName } from '#core/contract/schemas.ts';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { TrajectoryData, TrajectoryDtype } from '#core/tracks/trajectories.ts';

/** The trajectories of the kept points only: (K, 2, T). */
export interface LoadTracks {
  type: 'load';
  id: number;
  datasetId: string;
  frameCount: number;
  pointCount: number;
  dtype: TrajectoryDtype;
  data: TrajectoryData;
}

/** Scores of all K points against the picks (indices 0..K-1). */
export interface MapJob {
  type: 'map';
  id: number;
  datasetId: string;
  picks: number[];
  estimator: string;
  signal: SignalName;
  coordinates: Combination;
  combine: Combination;
}

/** B independent pairs: (B, T, 2) float64. */
export interface PairsJob {
  type: 'pairs';
  id: number;
  estimator: string;
  batch: number;
  sampleCount: number;
  data: Float64Array;
}

export type InferenceRequest =
  | LoadTracks
  | { type: 'unload'; id: number; datasetId: string }
  | MapJob
  | PairsJob
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
      scores?: Float32Array;
    }
  | { type: 'loaded'; id: number }
  | {
      type: 'result';
      id: number;
      /** Map: (K). Pairs: (B). */
      values: Float32Array;
      extras: Record<string, Float32Array>;
      pairs: number;
      elapsedMillis: number;
      notes: string[];
    }
  | { type: 'failed'; id: number; error: ErrorBody };
