import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { Capabilities, SequenceInfo } from '#core/contract/schemas.ts';
import { createBlockFrames } from '../api/blockFrames.ts';
import type { OpenSource } from '../api/dropped.ts';
import { fetchBytes } from '../api/media.ts';
import type { OpenSequence } from '../state/sequence.ts';
import type { Stores } from '../state/stores.ts';
import type { JobRunner } from './jobRunner.ts';

interface Needs {
  readonly client: Client;
  readonly stores: Stores;
  readonly jobs: JobRunner;
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
  /** Another sequence is open: picks and scores of the former one are void. */
  onOpen(): void;
}

/** What is remembered for a reload of the page: the source of the last sequence, as JSON. */
const memoryKey = 'comove.open';

export function createOpening({ client, stores, jobs, memory, onOpen }: Needs) {
  const { sequence, time } = stores;

  async function open(source: OpenSource, name: string): Promise<void> {
    const before = sequence.getState();
    if (before.opening) jobs.abort(before.opening.jobId);
    let ownId = '';
    const isCurrent = () => sequence.getState().opening?.jobId === ownId;
    try {
      const next = await jobs.run(
        `Opening ${name}`,
        async (jobId) => load(await client.call('sequence.open', { jobId, source })),
        (jobId) => {
          ownId = jobId;
          sequence.setState({ opening: { name, jobId }, problem: undefined });
        },
      );
      if (!isCurrent()) return close(next);
      const former = sequence.getState().open;
      onOpen();
      sequence.setState({ open: next, opening: undefined, problem: undefined });
      time.getState().reset(next.info);
      memory.setItem(memoryKey, JSON.stringify({ source, name }));
      if (former) close(former);
    } catch (thrown) {
      if (isCurrent()) fail(name, thrown);
    }
  }

  function fail(name: string, thrown: unknown): void {
    const error = errorBody(thrown);
    sequence.setState({
      opening: undefined,
      problem: error.code === 'ABORTED' ? undefined : { name, error },
    });
  }

  function close({ info, frames }: OpenSequence): void {
    frames.dispose();
    // The host lets go of it with the connection at the latest.
    client.call('sequence.close', { sequenceId: info.sequenceId }).catch(() => {});
  }

  /** What the page had open before a reload, else what the shell was started on. */
  function openFirst({ initialPath }: Capabilities): void {
    const kept = memory.getItem(memoryKey);
    if (kept) {
      const { source, name } = JSON.parse(kept) as { source: OpenSource; name: string };
      void open(source, name);
    } else if (initialPath !== undefined) void open({ path: initialPath }, initialPath);
  }

  return { open, openFirst, fail };
}

/** Fetches the small arrays of a sequence and prepares the large ones. */
export async function load(info: SequenceInfo): Promise<OpenSequence> {
  const { media } = info;
  const [status, labels] = await Promise.all([fetchBytes(media.status), fetchBytes(media.labels)]);
  const url = (base: string | undefined, frame: number) =>
    base === undefined ? undefined : `${base}/${frame}`;
  return {
    info,
    status: new Uint8Array(status),
    labels: new Int32Array(labels),
    frames: createBlockFrames({ ...info, ...media }),
    imageUrl: (frame) => url(media.frames, frame),
    maskUrl: (frame) => url(media.masks, frame),
  };
}
