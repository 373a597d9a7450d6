import type { Surroundings } from './configuration.ts';
import type { Experiment, Report, Settings } from './experiment.ts';

/** An experiment's results with what they rest on. */
export interface Outcome {
  readonly experiment: Pick<Experiment, 'name' | 'title' | 'summary'>;
  /** As typed, so that somebody can do it again. */
  readonly command: string;
  readonly quick: boolean;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
  readonly report: Report;
}
