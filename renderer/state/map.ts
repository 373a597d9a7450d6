/** The scores of all points against the picks: finished, or growing while the host estimates. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { Combination, MapInfo, SignalName } from '#core/contract/schemas.ts';

/** What the user chose for the next map. */
export interface MapChoices {
  readonly estimator: string;
  readonly signal: SignalName;
  /** How the scores of x and of y become one. */
  readonly coordinates: Combination;
  /** How the scores of several picks become one. */
  readonly combine: Combination;
}

/** The span of scores that the colour bar, the histogram and the slider share. */
export interface ScoreScale {
  readonly low: number;
  readonly high: number;
  /** 'nats' or 'correlation'. */
  readonly unit: string;
}

export interface MapState {
  readonly choices: MapChoices;
  /** (N) in the archive's numbering, NaN where there is no score (yet); undefined before the first ones. */
  readonly scores: Float32Array | undefined;
  readonly scale: ScoreScale;
  /** The finished map that `scores` belong to; undefined while they are partial. */
  readonly info: MapInfo | undefined;
  /** The job that is estimating; `scores` are partial, or still those of the former picks. */
  readonly jobId: string | undefined;
  readonly problem: ErrorBody | undefined;
  choose(choices: Partial<MapChoices>): void;
}

export type MapStore = ReturnType<typeof createMapStore>;

export const emptyScale: ScoreScale = { low: 0, high: 1, unit: 'nats' };

export function createMapStore() {
  return createStore<MapState>()((set) => ({
    choices: {
      estimator: 'infonet',
      signal: 'position',
      coordinates: 'mean',
      combine: 'mean',
    },
    scores: undefined,
    scale: emptyScale,
    info: undefined,
    jobId: undefined,
    problem: undefined,
    choose: (choices) => set((state) => ({ choices: { ...state.choices, ...choices } })),
  }));
}
