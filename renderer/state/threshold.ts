/** The one number that matters, and the evidence beside it. Points with score >= value are selected. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { Curve } from '#core/contract/schemas.ts';

/** The paper's increment; Shift moves by a tenth of it. */
export const paperStep = 0.01;

/** Who set the threshold: a new map sets it again unless the user did. */
export type ThresholdOrigin = 'auto' | 'user';

export interface ThresholdState {
  /** In the scores' unit. Drags change it 60 times a second: draw from it by `subscribe`, not by render. */
  readonly value: number;
  readonly origin: ThresholdOrigin;
  /** Threshold under the pointer on the curve or the histogram. */
  readonly hovered: number | undefined;
  readonly curve: Curve | undefined;
  /** Why there is no curve, other than missing labels. */
  readonly curveProblem: ErrorBody | undefined;
  set(value: number, origin?: ThresholdOrigin): void;
  hover(value: number | undefined): void;
}

export type ThresholdStore = ReturnType<typeof createThresholdStore>;

export function createThresholdStore() {
  return createStore<ThresholdState>()((set) => ({
    value: 0,
    origin: 'auto',
    hovered: undefined,
    curve: undefined,
    curveProblem: undefined,
    set: (value, origin = 'user') => {
      if (Number.isFinite(value)) set({ value, origin });
    },
    hover: (hovered) => set((state) => (state.hovered === hovered ? state : { hovered })),
  }));
}
