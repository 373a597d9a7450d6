import type {
  EngineState,
  Forecast,
  MapInfo,
  MapRequest,
  PairDescription,
  PairRequest,
} from '#core/contract/schemas.ts';
import type { WorkOptions } from '../progress.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** A map as it is computed, before a shell gives it an id and a URL. */
export interface ComputedMap extends Omit<MapInfo, keyof MapRequest | 'mapId' | 'scores'> {
  /** (N) in the archive's numbering, NaN for points that are not kept. */
  readonly scores: Float32Array;
  /** The estimator's other numbers by name, likewise. */
  readonly extras: Readonly<Record<string, Float32Array>>;
}

/** What decides a map of a given sequence. */
export type MapChoices = Omit<MapRequest, 'sequenceId'>;

export interface MapWork extends WorkOptions {
  /** Called with all N scores as they stand, NaN where not yet estimated; before the progress that tells of them. */
  readonly onPartialScores?: (scores: Float32Array) => void;
}

/** What the host's services need of the inference side: the process behind it, and maps. */
export interface MapEngine {
  state(): EngineState;
  /** Called with every new state until the returned function is called. */
  onState(listener: (state: EngineState) => void): () => void;
  /**
   * Gets ready for the first map of a sequence: starts the process, sends it the trajectories, loads the default
   * network.
   *
   * @throws ComoveError ENGINE_LOST
   */
  prepare(sequence: Sequence): Promise<void>;
  /** @throws ComoveError USAGE for picks that are not kept, ABORTED, ENGINE_LOST when the process died */
  compute(sequence: Sequence, request: MapChoices, work: MapWork): Promise<ComputedMap>;
  /** Measures a few pairs of a map. @throws as `compute` */
  forecast(sequence: Sequence, request: MapChoices, work: WorkOptions): Promise<Forecast>;
  /** What InfoNet makes of two points. @throws as `compute`; USAGE too where they share too few frames */
  describePair(
    sequence: Sequence,
    request: Omit<PairRequest, 'sequenceId'>,
  ): Promise<PairDescription>;
  /** The sequence is closed: the process may let go of its trajectories. */
  forget(sequence: Sequence): void;
  /** Starts the process again after it was lost. */
  restart(): Promise<EngineState>;
  dispose(): Promise<void>;
}
