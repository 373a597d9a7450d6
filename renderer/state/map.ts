/** The scores of all points against the picks: finished, or growing while the host estimates. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import {
  mapDefaults,
  type Forecast,
  type MapInfo,
  type MapRequest,
} from '#core/contract/schemas.ts';
import type { EstimatorOptions } from '#core/estimators/estimator.ts';

/** What the user chose for the next map. */
export interface MapChoices extends Readonly<Omit<MapRequest, 'sequenceId' | 'picks' | 'options'>> {
  /** By estimator: the options that differ from their defaults. */
  readonly options: Readonly<Record<string, EstimatorOptions>>;
}

/** A slow estimator before it starts: how long it takes is measured, then asked about. */
export type Question =
  { readonly kind: 'forecasting' } | { readonly kind: 'asking'; readonly forecast: Forecast };

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
  /** Set while the map of the present choices waits for an answer; there is none then. */
  readonly question: Question | undefined;
  readonly problem: ErrorBody | undefined;
  choose(choices: Partial<MapChoices>): void;
}

export type MapStore = ReturnType<typeof createMapStore>;

export const emptyScale: ScoreScale = { low: 0, high: 1, unit: 'nats' };

export function createMapStore() {
  return createStore<MapState>()((set) => ({
    choices: { ...mapDefaults, options: {} },
    scores: undefined,
    scale: emptyScale,
    info: undefined,
    jobId: undefined,
    question: undefined,
    problem: undefined,
    choose: (choices) => set((state) => ({ choices: { ...state.choices, ...choices } })),
  }));
}
