import type { ModelRunner } from '#core/estimators/estimator.ts';

/** What runs the networks. */
export interface Engine extends ModelRunner {
  /** For people: 'CPU, 2 threads'. */
  readonly label: string;
  readonly threads: number;
  /** Loads a network before it is first run. @throws as `run` does */
  load(model: string): Promise<void>;
}
