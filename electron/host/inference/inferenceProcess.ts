import { ComoveError } from '#core/contract/errors.ts';
import type { EngineState, PairDescription } from '#core/contract/schemas.ts';
import {
  createInferenceRun,
  engineLost,
  type Answer,
  type InferenceRun,
  type JobWork,
} from './inferenceRun.ts';
import type { LaunchInference } from './port.ts';
import type {
  InferenceReply,
  LoadTracks,
  MapJob,
  MapQuestion,
  MatrixJob,
  PairJob,
  PairsJob,
} from './protocol.ts';

export type InferenceResult = Extract<InferenceReply, { type: 'result' }>;
export type InferenceForecast = Extract<InferenceReply, { type: 'forecast' }>;
export type InferenceMatrix = Extract<InferenceReply, { type: 'matrix' }>;

/** The host's end of the one inference process. */
export interface InferenceProcess {
  state(): EngineState;
  /** Called with every new state until the returned function is called. */
  onState(listener: (state: EngineState) => void): () => void;
  /** Starts the process unless it runs; settles when it is ready. @throws ComoveError ENGINE_LOST */
  start(): Promise<EngineState>;
  /** Ends the process if it runs and starts a fresh one. @throws ComoveError ENGINE_LOST */
  restart(): Promise<EngineState>;
  /** Counts the starts: what was loaded under an earlier number is gone. */
  generation(): number;
  load(tracks: Omit<LoadTracks, 'id' | 'type'>, work?: JobWork): Promise<void>;
  unload(datasetId: string): Promise<void>;
  /** @throws ComoveError ABORTED, ENGINE_LOST, or what the job failed with */
  map(job: Omit<MapJob, 'id' | 'type'>, work?: JobWork): Promise<InferenceResult>;
  /** @throws as `map` */
  forecast(job: MapQuestion, work?: JobWork): Promise<InferenceForecast>;
  /** @throws as `map` */
  pairs(job: Omit<PairsJob, 'id' | 'type'>, work?: JobWork): Promise<InferenceResult>;
  /** @throws as `map` */
  pair(job: Omit<PairJob, 'id' | 'type'>): Promise<PairDescription>;
  /** The scores themselves come in blocks, to `onBlock`. @throws as `map` */
  matrix(job: Omit<MatrixJob, 'id' | 'type'>, work: JobWork): Promise<InferenceMatrix>;
  /** Ends the process for good; jobs under way fail with ABORTED. */
  dispose(): Promise<void>;
}

/**
 * The client of the inference process, which the first job starts. When the process dies, the jobs under way fail
 * with ENGINE_LOST and so does every new one, until `restart`.
 */
export function createInferenceProcess(launch: LaunchInference): InferenceProcess {
  let current: EngineState = { state: 'stopped', label: 'Not started' };
  let run: InferenceRun | undefined;
  let failure: ComoveError | undefined;
  let generation = 0;
  const listeners = new Set<(state: EngineState) => void>();

  function become(state: EngineState): void {
    current = state;
    for (const listener of listeners) listener(state);
  }

  function begin(): InferenceRun {
    generation += 1;
    become({ state: 'starting', label: 'Starting' });
    const begun = createInferenceRun(launch());
    run = begun;
    begun.ready.then(
      (label) => run === begun && become({ state: 'ready', label }),
      () => {},
    );
    void begun.ended.then((reason) => {
      if (run !== begun) return;
      run = undefined;
      failure = engineLost(reason);
      become({ state: 'lost', label: 'Lost', message: failure.message });
    });
    return begun;
  }

  /** The process that runs, or a new one. */
  function running(): InferenceRun {
    if (failure) throw failure;
    return run ?? begin();
  }

  function stop(error: ComoveError): Promise<unknown> {
    const old = run;
    run = undefined;
    old?.kill(error);
    become({ state: 'stopped', label: 'Stopped' });
    return old?.ended ?? Promise.resolve();
  }

  async function start(): Promise<EngineState> {
    await running().ready;
    return current;
  }

  return {
    state: () => current,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start,
    async restart() {
      failure = undefined;
      await stop(engineLost('It was restarted.'));
      return start();
    },
    generation: () => generation,
    async load(tracks, work = {}) {
      await running().request((id) => ({ type: 'load', id, ...tracks }), work);
    },
    async unload(datasetId) {
      await run?.request((id) => ({ type: 'unload', id, datasetId }), {});
    },
    async map(job, work = {}) {
      const answer = await running().request((id) => ({ type: 'map', id, ...job }), work);
      return answerOf('result', answer);
    },
    async forecast(job, work = {}) {
      const answer = await running().request((id) => ({ type: 'forecast', id, ...job }), work);
      return answerOf('forecast', answer);
    },
    async pairs(job, work = {}) {
      const answer = await running().request((id) => ({ type: 'pairs', id, ...job }), work);
      return answerOf('result', answer);
    },
    async pair(job) {
      const answer = await running().request((id) => ({ type: 'pair', id, ...job }), {});
      return answerOf('pair', answer).pair;
    },
    async matrix(job, work) {
      const answer = await running().request((id) => ({ type: 'matrix', id, ...job }), work);
      return answerOf('matrix', answer);
    },
    async dispose() {
      failure = new ComoveError('ABORTED', 'The inference process was ended.');
      await stop(failure);
    },
  };
}

function answerOf<T extends Answer['type']>(type: T, answer: Answer): Extract<Answer, { type: T }> {
  if (answer.type === type) return answer as Extract<Answer, { type: T }>;
  throw new ComoveError('INTERNAL', `The inference process answered ${answer.type}, not ${type}.`);
}
