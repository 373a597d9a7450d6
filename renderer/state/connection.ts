/** The host at the other end: reachable or not, what it can do, how its engine is. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { Capabilities, EngineState } from '#core/contract/schemas.ts';

/** What the host says of one estimator. */
export type EstimatorInfo = Capabilities['estimators'][number];

export interface ConnectionState {
  readonly connected: boolean;
  /** Undefined until the host has answered. */
  readonly capabilities: Capabilities | undefined;
  readonly engine: EngineState;
  /** Why the host cannot be used at all. */
  readonly problem: ErrorBody | undefined;
}

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

export function createConnectionStore() {
  return createStore<ConnectionState>()(() => ({
    connected: true,
    capabilities: undefined,
    engine: { state: 'stopped', label: '' },
    problem: undefined,
  }));
}
