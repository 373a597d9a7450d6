import { createClient, type Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import type { Door } from '../api/door.ts';
import type { OpenSource } from '../api/dropped.ts';
import { createStores, type Stores } from '../state/stores.ts';
import { startComparing, type Comparing } from './comparing.ts';
import { startConnecting } from './connecting.ts';
import { createExporter, type ExportOrder } from './exporting.ts';
import { createJobRunner } from './jobRunner.ts';
import { createMaps } from './maps.ts';
import { createOpening } from './opening.ts';
import { startPairing } from './pairing.ts';
import { keepSource, recallSource, startRemembering } from './remembering.ts';
import { startScoring, type Scoring } from './scoring.ts';
import { createSlowGate } from './slowGate.ts';

/** One window at work: its stores, and what can be done that needs the host. Panels and actions call this. */
export interface Session {
  readonly stores: Stores;
  /** For what a panel asks for itself: folder listings, recent files. */
  readonly client: Client;
  /** Opens in place of the open sequence; progress and failure are in the stores. */
  open(source: OpenSource, name: string): Promise<void>;
  openPath(path: string): Promise<void>;
  openDropped(transfer: DataTransfer): Promise<void>;
  /** @throws ComoveError what the host answered */
  filter(protocol: Protocol): Promise<void>;
  /** The main score of the present picks. */
  readonly scoring: Omit<Scoring, 'dispose'>;
  /** The estimators that are compared with it. */
  readonly comparing: Omit<Comparing, 'dispose' | 'retryLost'>;
  export(order: ExportOrder): Promise<void>;
  abort(jobId: string): void;
  restartEngine(): Promise<void>;
  dispose(): void;
}

/** @param storage of the tab: what is open in it comes back after a reload */
export function createSession(door: Door, storage: Storage): Session {
  const client = createClient(door.transport);
  const stores = createStores();
  const jobs = createJobRunner(client, stores.jobs);
  const opening = createOpening(client, jobs, stores, (source) =>
    keepSource(storage, source, stores.sequence.getState().open!.info.name),
  );
  const maps = createMaps(client, jobs);
  const gate = createSlowGate(client, jobs, stores);
  // Scoring first: what is compared waits for it.
  const scoring = startScoring(maps, gate, stores);
  const comparing = startComparing(maps, gate, stores);
  const pairing = startPairing(client, stores);
  const connecting = startConnecting(client, stores, () => {
    const code = stores.map.getState().problem?.code;
    if (code === 'DISCONNECTED' || code === 'ENGINE_LOST') scoring.again();
    comparing.retryLost();
  });
  const openPath = (path: string) => opening.open({ path }, lastPart(path));
  const unsubscribe = client.on('path.requested', ({ path }) => void openPath(path));

  void startRemembering(client, stores);
  void connecting.ready.then((capabilities) => {
    const last = recallSource(storage);
    if (last) void opening.open(last.source, last.name);
    else if (capabilities?.initialPath) void openPath(capabilities.initialPath);
  });

  return {
    stores,
    client,
    open: opening.open,
    openPath,
    async openDropped(transfer) {
      try {
        await opening.openDrop(door.readDrop(transfer));
      } catch (thrown) {
        const problem = { name: 'what was dropped', source: undefined, error: errorBody(thrown) };
        stores.sequence.setState({ problem });
      }
    },
    filter: opening.filter,
    scoring,
    comparing,
    export: createExporter(client, jobs, stores.exporting),
    abort: jobs.abort,
    async restartEngine() {
      try {
        stores.connection.setState({ engine: await client.call('engine.restart', {}) });
      } catch (thrown) {
        const { engine } = stores.connection.getState();
        stores.connection.setState({ engine: { ...engine, message: errorBody(thrown).message } });
      }
    },
    dispose() {
      unsubscribe();
      connecting.dispose();
      scoring.dispose();
      comparing.dispose();
      pairing.dispose();
      stores.sequence.getState().open?.frames.dispose();
      client.close();
    },
  };
}

/** The name that a path ends in. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}
