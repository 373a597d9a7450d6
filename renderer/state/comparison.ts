/** The estimators that are compared on the present picks, beside the main one, which the map store holds. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { Curve, Forecast, MapInfo } from '#core/contract/schemas.ts';

export type ComparedState =
  /** Its turn comes after the main score and those before it. */
  | { readonly kind: 'waiting' }
  /** A slow one: how long it takes is measured, then asked about. */
  | { readonly kind: 'forecasting' }
  | { readonly kind: 'asking'; readonly forecast: Forecast }
  | { readonly kind: 'running'; readonly jobId: string }
  | { readonly kind: 'done'; readonly info: MapInfo }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorBody };

/** How one estimator stands on the present picks. */
export interface Compared {
  readonly state: ComparedState;
  /** While it is not done: that of the points scored so far. Undefined without truth. */
  readonly curve: Curve | undefined;
}

export interface ComparisonState {
  /** Names of estimators, in the order they were added; never the main one. */
  readonly chosen: readonly string[];
  /** By name, of those chosen; empty without picks. */
  readonly compared: Readonly<Record<string, Compared>>;
  /** The estimator whose curve is brought forward: the pointer or the focus is on its row. */
  readonly lit: string | undefined;
  choose(estimators: readonly string[]): void;
  light(estimator: string | undefined): void;
}

export type ComparisonStore = ReturnType<typeof createComparisonStore>;

export function createComparisonStore() {
  return createStore<ComparisonState>()((set) => ({
    chosen: [],
    compared: {},
    lit: undefined,
    choose: (chosen) => set({ chosen }),
    light: (lit) => set((state) => (state.lit === lit ? state : { lit })),
  }));
}
