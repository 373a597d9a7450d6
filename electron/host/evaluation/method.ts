import type { SignalName } from '#core/contract/schemas.ts';
import type { MapChoices } from '../services/mapEngine.ts';

/** One way of scoring. */
export interface Method {
  /** As typed, with its options: 'ksg:k=5'. */
  readonly estimator: string;
  readonly signal: SignalName;
}

/** Which frames count, for all methods alike. */
export type FrameRule = Pick<MapChoices, 'visibleOnly' | 'minimumOverlap'>;
