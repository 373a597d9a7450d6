import { createEmitter, type Emitter, type EventSource } from '#core/contract/emitter.ts';
import type { Handlers } from '#core/contract/methods.ts';
import { createMediaRegistry, type MediaRegistry } from '../media/registry.ts';
import { createRecentFiles, createSettings } from '../settings/settings.ts';
import { capabilitiesHandlers } from './capabilitiesHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import type { HostOptions } from './hostOptions.ts';
import { createJobs } from './jobs.ts';
import { mapHandlers } from './mapHandlers.ts';
import { createMapStore } from './mapStore.ts';
import { createOpenSequences } from './openSequences.ts';
import { resultHandlers } from './resultHandlers.ts';
import { sequenceHandlers } from './sequenceHandlers.ts';
import { settingsHandlers } from './settingsHandlers.ts';

/** One page's (or test's) access to the host. */
export interface Connection {
  readonly handlers: Handlers;
  readonly events: EventSource;
  /** The other side is gone: its jobs stop. Its sequences wait for it, see OpenSequences.release. */
  close(): void;
}

export interface Host {
  readonly media: MediaRegistry;
  connect(): Connection;
  /** Asks every page to open a path. */
  requestPath(path: string): void;
  /** Ends everything, the inference process too. */
  dispose(): Promise<void>;
}

/** The services behind the contract, the same for every shell. */
export function createHost(options: HostOptions): Host {
  const media = createMediaRegistry();
  const sequences = createOpenSequences(media);
  const maps = createMapStore(sequences);
  const settings = createSettings(options.configFolder);
  const recent = createRecentFiles(options.configFolder);
  const emitters = new Set<Emitter>();
  const endStates = options.engine.onState((state) => {
    for (const emitter of emitters) emitter.emit('engine.state', state);
  });
  return {
    media,
    requestPath(path) {
      for (const emitter of emitters) emitter.emit('path.requested', { path });
    },
    connect() {
      const owner = {};
      const emitter = createEmitter();
      const jobs = createJobs(emitter);
      emitters.add(emitter);
      return {
        events: emitter,
        handlers: {
          ...capabilitiesHandlers(options),
          ...fileHandlers(options),
          ...settingsHandlers(settings, recent),
          ...sequenceHandlers({ ...options, owner, jobs, sequences, recent }),
          ...mapHandlers({ ...options, owner, jobs, sequences, maps }),
          ...resultHandlers({ owner, jobs, maps }),
          'job.abort': async ({ jobId }) => ({ aborted: jobs.abort(jobId) }),
          'engine.restart': () => options.engine.restart(),
        },
        close() {
          emitters.delete(emitter);
          jobs.abortAll();
          sequences.release(owner);
        },
      };
    },
    async dispose() {
      endStates();
      sequences.closeAll();
      await options.engine.dispose();
    },
  };
}
