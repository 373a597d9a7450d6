/** The pick and another point, as InfoNet sees the two: why the other lights up, or does not. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { PairDescription, SignalName } from '#core/contract/schemas.ts';

export interface PairPoints {
  readonly pick: number;
  readonly other: number;
  /** Of which they are compared. */
  readonly signal: SignalName;
}

export interface PairState {
  /** Both in the archive's numbering; undefined before there are two. */
  readonly points: PairPoints | undefined;
  /** Of these points; undefined where it could not be had. */
  readonly description: PairDescription | undefined;
  readonly problem: ErrorBody | undefined;
}

export type PairStore = ReturnType<typeof createPairStore>;

export function createPairStore() {
  return createStore<PairState>()(() => ({
    points: undefined,
    description: undefined,
    problem: undefined,
  }));
}
