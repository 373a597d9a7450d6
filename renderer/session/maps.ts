import type { Client } from '#core/contract/client.ts';
import type { MethodInput } from '#core/contract/methods.ts';
import type { Curve, MapInfo } from '#core/contract/schemas.ts';
import { fetchBytes } from '../api/media.ts';
import type { JobRunner } from './jobRunner.ts';

export type MapOrder = Omit<MethodInput<'map.compute'>, 'jobId'>;

/** A finished map. */
export interface KeptMap {
  readonly info: MapInfo;
  /** (N) in the archive's numbering, NaN for points that are not kept. */
  readonly scores: Float32Array;
}

/** One use of a map that is being computed. */
export interface MapUse {
  readonly jobId: string;
  readonly result: Promise<KeptMap>;
  /** The user of the map needs it no longer; without any user it is aborted. */
  release(): void;
}

export interface Maps {
  /** The map of an order, where it was computed before. */
  find(order: MapOrder): KeptMap | undefined;
  /** The scores that an aborted map had come to, NaN where there is none. */
  findPartial(order: MapOrder): Float32Array | undefined;
  isRunning(order: MapOrder): boolean;
  /**
   * Computes a map, or joins the computation of the same one.
   *
   * @param onPartial told of the scores so far, NaN where not yet estimated
   */
  start(order: MapOrder, title: string, onPartial: (scores: Float32Array) => void): MapUse;
  /** The curve of a finished map, asked for once. @throws ComoveError what the host answered */
  curve(info: MapInfo): Promise<Curve>;
  /** Forgets everything: the sequence is another one, or its points are. */
  clear(): void;
}

/** Less than the host keeps of a sequence, so that a map which is known here is known there. */
const keptMaps = 48;

interface Running {
  readonly jobId: string;
  readonly result: Promise<KeptMap>;
  readonly listeners: Set<(scores: Float32Array) => void>;
  /** The newest scores so far, for those who join. */
  partial: Float32Array | undefined;
}

/** The maps that the window has, by what was ordered: going back to an estimator or comparing it computes nothing twice. */
export function createMaps(client: Client, jobs: JobRunner): Maps {
  const kept = new Map<string, KeptMap>();
  const partials = new Map<string, Float32Array>();
  const curves = new Map<string, Promise<Curve>>();
  const running = new Map<string, Running>();
  /** Counts the clears: what was begun under an earlier number belongs to points that are gone. */
  let epoch = 0;

  function begin(order: MapOrder, title: string): Running {
    const key = keyOf(order);
    const listeners = new Set<(scores: Float32Array) => void>();
    const { jobId, result } = jobs.start(title, async (id) => {
      const endPartial = followPartial(client, id, (scores) => {
        begun.partial = scores;
        for (const listener of listeners) listener(scores);
      });
      try {
        const info = await client.call('map.compute', { jobId: id, ...order });
        return { info, scores: new Float32Array(await fetchBytes(info.scores)) };
      } finally {
        endPartial();
      }
    });
    const begun: Running = { jobId, result, listeners, partial: undefined };
    running.set(key, begun);
    const begunIn = epoch;
    const forget = () => running.get(key) === begun && running.delete(key);
    result.then(
      (map) => {
        forget();
        if (epoch !== begunIn) return;
        partials.delete(key);
        keep(kept, key, map);
      },
      () => {
        forget();
        if (epoch === begunIn && begun.partial) keep(partials, key, begun.partial);
      },
    );
    return begun;
  }

  return {
    find: (order) => kept.get(keyOf(order)),
    findPartial: (order) => partials.get(keyOf(order)),
    isRunning: (order) => running.has(keyOf(order)),
    start(order, title, onPartial) {
      const key = keyOf(order);
      const run = running.get(key) ?? begin(order, title);
      const { jobId, result, listeners, partial } = run;
      const listener = (scores: Float32Array) => onPartial(scores);
      listeners.add(listener);
      if (partial) onPartial(partial);
      return {
        jobId,
        result,
        release() {
          listeners.delete(listener);
          // Whoever takes it over does so in the same turn.
          queueMicrotask(() => {
            if (listeners.size > 0) return;
            // Whoever orders it from now on starts it anew.
            if (running.get(key) === run) running.delete(key);
            jobs.abort(jobId);
          });
        },
      };
    },
    curve({ mapId }) {
      const curve = curves.get(mapId) ?? client.call('curve.compute', { mapId });
      curve.catch(() => curves.delete(mapId));
      keep(curves, mapId, curve);
      return curve;
    },
    clear() {
      epoch += 1;
      for (const table of [kept, partials, curves, running]) table.clear();
    },
  };
}

/** Draws on no order of keys: orders are compared by their entries. */
function keyOf(order: MapOrder): string {
  return JSON.stringify(Object.entries(order).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Puts an entry last and lets go of the first ones beyond the limit. */
function keep<T>(table: Map<string, T>, key: string, value: T): void {
  table.delete(key);
  table.set(key, value);
  for (const oldest of [...table.keys()].slice(0, -keptMaps)) table.delete(oldest);
}

/** Passes on the partial scores of a job, one fetch at a time, until the returned function is called. */
function followPartial(
  client: Client,
  jobId: string,
  onPartial: (scores: Float32Array) => void,
): () => void {
  let [ended, fetching] = [false, false];
  const unsubscribe = client.on('job.progress', async (progress) => {
    if (progress.jobId !== jobId || !progress.partialScores || fetching) return;
    fetching = true;
    try {
      const scores = new Float32Array(await fetchBytes(progress.partialScores));
      if (!ended) onPartial(scores);
    } catch {
      // The map's own end says what went wrong; a partial picture may be missing.
    } finally {
      fetching = false;
    }
  });
  return () => {
    ended = true;
    unsubscribe();
  };
}
