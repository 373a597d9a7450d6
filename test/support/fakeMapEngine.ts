import { ComoveError } from '#core/contract/errors.ts';
import type { EngineState } from '#core/contract/schemas.ts';
import type { MapEngine } from '#electron/host/services/mapEngine.ts';
import type { Sequence } from '#electron/host/sequences/sequence.ts';

export interface FakeMapEngine extends MapEngine {
  readonly prepared: Sequence[];
  readonly forgotten: Sequence[];
  disposed: boolean;
  /** Plays the death of the process. */
  lose(): void;
}

/**
 * Inference without a process: a point's score is 1 / (1 + its distance in ids to the first pick). The estimator
 * 'endless' reports half of the scores and then waits until it is stopped.
 */
export function createFakeMapEngine(): FakeMapEngine {
  const listeners = new Set<(state: EngineState) => void>();
  const prepared: Sequence[] = [];
  const forgotten: Sequence[] = [];
  let state: EngineState = { state: 'ready', label: 'Fake' };
  const become = (next: EngineState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  return {
    prepared,
    forgotten,
    disposed: false,
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lose: () => become({ state: 'lost', label: 'Lost', message: 'It is gone.' }),
    async prepare(sequence) {
      prepared.push(sequence);
    },
    async compute(sequence, { picks, estimator }, { signal, onProgress, onPartialScores }) {
      const scores = new Float32Array(sequence.trajectories.pointCount).fill(Number.NaN);
      const fill = (to: number) => {
        for (const point of sequence.kept.subarray(0, to))
          scores[point] = 1 / (1 + Math.abs(point - picks[0]));
        onPartialScores?.(scores.slice());
        onProgress?.({ phase: 'Scoring', done: to, total: sequence.kept.length, unit: 'pairs' });
      };
      fill(sequence.kept.length >> 1);
      if (estimator === 'endless')
        await new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new ComoveError('ABORTED', 'Stopped.'))),
        );
      fill(sequence.kept.length);
      const kept = [...sequence.kept].map((point) => scores[point]);
      return {
        scores,
        extras: {},
        unit: 'nats',
        pairs: 2 * kept.length,
        elapsedMillis: 1,
        engine: 'Fake',
        minimum: Math.min(...kept),
        maximum: Math.max(...kept),
        autoThreshold: 0.5,
        notes: [],
      };
    },
    async forecast(sequence, { picks }) {
      const pairs = 2 * sequence.kept.length * picks.length;
      return { pairs, secondsPerPair: 0.5, seconds: 0.5 * pairs };
    },
    async describePair() {
      const axis = {
        edges: [0, 1],
        table: [0],
        u: [0.5],
        v: [0.5],
        pick: [0],
        other: [0],
        dv: 0,
        estimate: 0,
      };
      return { samples: 1, frames: [0], x: axis, y: axis };
    },
    forget: (sequence) => void forgotten.push(sequence),
    async restart() {
      become({ state: 'ready', label: 'Fake' });
      return state;
    },
    async dispose() {
      this.disposed = true;
    },
  };
}
