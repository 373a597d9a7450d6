import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import type { Drop, OpenSource } from '../api/dropped.ts';
import type { OpenSequence } from '../state/sequence.ts';
import type { Stores } from '../state/stores.ts';
import type { JobRunner } from './jobRunner.ts';
import { loadPoints, loadSequence } from './loadSequence.ts';

export interface Opening {
  /** Opens a sequence in place of the open one, which stays until this succeeds. Never rejects: see the store. */
  open(source: OpenSource, name: string): Promise<void>;
  /** The same for what was dropped, after it was sent where that is needed. */
  openDrop(drop: Drop): Promise<void>;
  /** Filters the open sequence by other bounds. @throws ComoveError what the host answered */
  filter(protocol: Protocol): Promise<void>;
}

/** @param onOpened told what was opened, once it is on the screen */
export function createOpening(
  client: Client,
  jobs: JobRunner,
  stores: Stores,
  onOpened: (source: OpenSource) => void,
): Opening {
  const { sequence, time, picks, map, threshold } = stores;
  const isCurrent = (jobId: string) => sequence.getState().opening?.jobId === jobId;

  function install(next: OpenSequence): void {
    const former = sequence.getState().open;
    picks.getState().clear();
    picks.getState().hover(undefined);
    map.setState({
      scores: undefined,
      info: undefined,
      question: undefined,
      problem: undefined,
    });
    threshold.setState({ origin: 'auto', curve: undefined, curveProblem: undefined });
    time.getState().reset(next.info);
    sequence.setState({ open: next, opening: undefined, problem: undefined });
    former?.frames.dispose();
    if (former) close(former.info.sequenceId);
  }

  // What cannot be closed is closed by the host when this page goes.
  const close = (sequenceId: string) =>
    void client.call('sequence.close', { sequenceId }).catch(() => {});

  async function open(
    name: string,
    prepare: (jobId: string, signal: AbortSignal) => Promise<OpenSource>,
  ): Promise<void> {
    const { opening } = sequence.getState();
    if (opening) jobs.abort(opening.jobId);
    let source: OpenSource | undefined;
    const { jobId, result } = jobs.start(`Opening ${name}`, async (id, signal) => {
      source = await prepare(id, signal);
      const info = await client.call('sequence.open', { jobId: id, source });
      if (!isCurrent(id)) return close(info.sequenceId);
      // The host knows an upload by a folder of its own; the user knows what was dropped.
      return loadSequence('upload' in source ? { ...info, name } : info);
    });
    sequence.setState({ opening: { name, jobId }, problem: undefined });
    try {
      const next = await result;
      if (!next || !isCurrent(jobId)) return;
      install(next);
      onOpened(source!);
    } catch (thrown) {
      if (!isCurrent(jobId)) return;
      const error = errorBody(thrown);
      // The host deletes an upload that cannot be opened: there is nothing to try again.
      const again = source && 'upload' in source ? undefined : source;
      const problem = error.code === 'ABORTED' ? undefined : { name, source: again, error };
      sequence.setState({ opening: undefined, problem });
    }
  }

  return {
    open: (source, name) => open(name, async () => source),
    openDrop: ({ name, source }) =>
      open(name, (jobId, signal) => {
        const startedMillis = performance.now();
        const onProgress = (done: number, total: number) => {
          const elapsedMillis = performance.now() - startedMillis;
          const phase = 'Sending files';
          stores.jobs
            .getState()
            .report({ jobId, phase, done, total, unit: 'bytes', elapsedMillis });
        };
        return source({ signal, onProgress });
      }),
    async filter(protocol) {
      const { open } = sequence.getState();
      if (!open) return;
      const { sequenceId } = open.info;
      const { result } = jobs.start('Filtering points', async (jobId) => {
        const info = await client.call('sequence.filter', { jobId, sequenceId, protocol });
        return { ...open, info, ...(await loadPoints(info)) };
      });
      const next = await result;
      if (sequence.getState().open !== open) return;
      map.setState({ scores: undefined, info: undefined, problem: undefined });
      threshold.setState({ curve: undefined, curveProblem: undefined });
      // Picks first: a map of points that are no longer kept would be refused.
      const { tracks } = picks.getState();
      const kept = tracks.filter((track) => next.status[track] === 0);
      if (kept.length < tracks.length) picks.setState({ tracks: kept });
      sequence.setState({ open: next });
    },
  };
}
