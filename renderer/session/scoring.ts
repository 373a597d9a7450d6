import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { MapInfo } from '#core/contract/schemas.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';
import { fetchBytes } from '../api/media.ts';
import type { Stores } from '../state/stores.ts';
import type { JobRunner } from './jobRunner.ts';
import { scaleOf } from './scale.ts';

export interface Scoring {
  /** Computes the map of the present picks and choices once more, e.g. after a failure. */
  again(): void;
  dispose(): void;
}

/**
 * Keeps the map up with the picks and the choices: each change starts a new map, and the newest wins. Scores are
 * shown as they come; the curve follows the finished map.
 */
export function startScoring(client: Client, jobs: JobRunner, stores: Stores): Scoring {
  const { sequence, picks, map, threshold } = stores;
  let newest = 0;

  function again(): void {
    newest += 1;
    const { jobId } = map.getState();
    if (jobId) jobs.abort(jobId);
    const { open } = sequence.getState();
    const { tracks } = picks.getState();
    if (open && tracks.length > 0) void compute(newest, open.info.sequenceId, [...tracks]);
    else clear();
  }

  function clear(): void {
    map.setState({ scores: undefined, info: undefined, jobId: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
  }

  async function compute(turn: number, sequenceId: string, tracks: number[]): Promise<void> {
    const { choices } = map.getState();
    const isNewest = () => turn === newest;
    const unit = unitOf(stores, choices.estimator);
    const { jobId, result } = jobs.start('Scoring', (id) => {
      const endPartial = showPartial(id, unit, isNewest);
      return client
        .call('map.compute', { jobId: id, sequenceId, picks: tracks, ...choices })
        .finally(endPartial);
    });
    // The former map stays in sight until the first scores of this one; what it says of the curve does not.
    map.setState({ jobId, info: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
    try {
      const info = await result;
      const scores = new Float32Array(await fetchBytes(info.scores));
      if (!isNewest()) return;
      show(scores, info.unit, info.autoThreshold);
      map.setState({ info, jobId: undefined });
      await computeCurve(info, isNewest);
    } catch (thrown) {
      if (!isNewest()) return;
      const error = errorBody(thrown);
      map.setState({ jobId: undefined, problem: error.code === 'ABORTED' ? undefined : error });
    }
  }

  /** Draws partial scores of a job, one fetch at a time, until the returned function is called. */
  function showPartial(jobId: string, unit: string, isNewest: () => boolean): () => void {
    let [ended, fetching] = [false, false];
    const unsubscribe = client.on('job.progress', async (progress) => {
      if (progress.jobId !== jobId || !progress.partialScores || fetching) return;
      fetching = true;
      try {
        const scores = new Float32Array(await fetchBytes(progress.partialScores));
        if (!ended && isNewest()) show(scores, unit, undefined);
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

  /** @param auto the threshold to propose; undefined while partial, then it follows the scores there are */
  function show(scores: Float32Array, unit: string, auto: number | undefined): void {
    const scale = scaleOf(scores, picks.getState().tracks, unit);
    if (!scale) return;
    const { origin } = threshold.getState();
    // A threshold in nats says nothing about a correlation.
    if (origin === 'auto' || map.getState().scale.unit !== unit)
      threshold.getState().set(auto ?? autoThreshold(scores, unit), 'auto');
    map.setState({ scores, scale });
  }

  async function computeCurve({ mapId }: MapInfo, isNewest: () => boolean): Promise<void> {
    if (sequence.getState().open?.info.labelSource === 'none') return;
    try {
      const curve = await client.call('curve.compute', { mapId });
      if (isNewest()) threshold.setState({ curve });
    } catch (thrown) {
      if (isNewest()) threshold.setState({ curveProblem: errorBody(thrown) });
    }
  }

  const subscriptions = [
    picks.subscribe((now, before) => {
      if (now.tracks !== before.tracks) again();
    }),
    map.subscribe((now, before) => {
      if (now.choices !== before.choices) again();
    }),
    sequence.subscribe((now, before) => {
      if (now.open !== before.open) again();
    }),
  ];
  return {
    again,
    dispose: () => subscriptions.forEach((unsubscribe) => unsubscribe()),
  };
}

function unitOf({ connection, map }: Stores, estimator: string): string {
  const { capabilities } = connection.getState();
  return (
    capabilities?.estimators.find(({ name }) => name === estimator)?.unit ??
    map.getState().scale.unit
  );
}
