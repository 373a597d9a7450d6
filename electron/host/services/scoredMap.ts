import type { MapInfo } from '#core/contract/schemas.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** A map with what curves and exports need of it. */
export interface ScoredMap {
  readonly sequence: Sequence;
  readonly info: MapInfo;
  /** (N) in the archive's numbering, NaN for points that are not kept. */
  readonly scores: Float32Array;
  /** The estimator's other numbers by name, combined like the scores (InfoNet: 'dv'); (N) each. */
  readonly extras: Readonly<Record<string, Float32Array>>;
}
