/** What the window does: every wish of the user that needs the host. Writes the stores; components read them. */
import type { Client } from '#core/contract/client.ts';
import type { OpenSource, ReadDrop } from '../api/dropped.ts';
import type { Stores } from '../state/stores.ts';
import { followConnection } from './connection.ts';
import { createJobRunner } from './jobRunner.ts';
import { createMapping } from './mapping.ts';
import { createOpening } from './opening.ts';
import { followSettings } from './settings.ts';

export interface Session {
  readonly client: Client;
  /** Opens something; what is open stays open until that succeeds. */
  open(source: OpenSource, name: string): Promise<void>;
  drop(transfer: DataTransfer): Promise<void>;
  /** Shows a problem of opening in its place. */
  abort(jobId: string): void;
  /** Runs a call of the contract as a job: shown in the status bar, stopped by Abort. */
  readonly run: ReturnType<typeof createJobRunner>['run'];
  restartEngine(): Promise<void>;
  dispose(): void;
}

export interface SessionOptions {
  readonly client: Client;
  readonly stores: Stores;
  readonly readDrop: ReadDrop;
  /** Where the page remembers what is open over a reload. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
}

export function createSession({ client, stores, readDrop, memory }: SessionOptions): Session {
  const jobs = createJobRunner(client, stores.jobs);
  const mapping = createMapping(client, stores, jobs);
  const opening = createOpening({ client, stores, jobs, memory, onOpen: mapping.reset });
  const ends = [
    mapping.start(),
    followConnection(client, stores, opening.openFirst),
    followSettings(client, stores.settings),
    client.on('path.requested', ({ path }) => void opening.open({ path }, path)),
  ];
  return {
    client,
    open: opening.open,
    async drop(transfer) {
      try {
        const { source, name } = await readDrop(transfer);
        await opening.open(source, name);
      } catch (thrown) {
        opening.fail(transfer.files[0]?.name ?? 'the drop', thrown);
      }
    },
    run: jobs.run,
    abort: jobs.abort,
    async restartEngine() {
      stores.connection.setState({ engine: await client.call('engine.restart', {}) });
      mapping.compute();
    },
    dispose() {
      for (const end of ends) end();
      stores.sequence.getState().open?.frames.dispose();
      client.close();
    },
  };
}
