import type { MapInfo } from '#core/contract/schemas.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** A map with what curves and exports need of it. */
export interface ScoredMap {
  readonly sequence: Sequence;
  readonly info: MapInfo;
  /** (N) in the archive's numbering, NaN for points that are not kept. */
  readonly scores: Float32Array;
}
