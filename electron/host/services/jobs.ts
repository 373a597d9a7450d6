import { performance } from 'node:perf_hooks';
import type { Emitter } from '#core/contract/emitter.ts';
import { ComoveError } from '#core/contract/errors.ts';
import type { Progress } from '../progress.ts';

/** What long work may use: its signal, and where it says how far it is. */
export interface Job {
  readonly signal: AbortSignal;
  /** @param partialScores URL of a map's scores so far */
  report(progress: Progress, partialScores?: string): void;
}

export interface Jobs {
  /**
   * Runs long work under the caller's id.
   *
   * @throws ComoveError USAGE when the id is taken; what the work throws, ABORTED when it was stopped
   */
  run<T>(jobId: string, work: (job: Job) => Promise<T>): Promise<T>;
  /** @returns false when there is no such job (any more) */
  abort(jobId: string): boolean;
  abortAll(): void;
}

/** Events of a phase are at least this far apart: smooth to the eye, nothing to a socket. */
const reportEveryMillis = 50;

/** The jobs of one connection; each tells its progress as `job.progress` events. */
export function createJobs(emitter: Emitter): Jobs {
  const running = new Map<string, AbortController>();
  return {
    async run(jobId, work) {
      if (running.has(jobId))
        throw new ComoveError('USAGE', `Job ${jobId} is running already.`, {
          remedy: 'Give every job an id of its own.',
        });
      const controller = new AbortController();
      running.set(jobId, controller);
      try {
        return await work({
          signal: controller.signal,
          report: createReporter(jobId, emitter, controller.signal),
        });
      } finally {
        running.delete(jobId);
      }
    },
    abort(jobId) {
      const controller = running.get(jobId);
      controller?.abort();
      return controller !== undefined;
    },
    abortAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** Passes on the first and the last report of a phase, and of those between not more than the eye can follow. */
function createReporter(jobId: string, emitter: Emitter, signal: AbortSignal): Job['report'] {
  const startMillis = performance.now();
  let last = { phase: '', millis: 0 };
  return (progress, partialScores) => {
    const millis = performance.now();
    const isBetween =
      progress.phase === last.phase &&
      progress.done < progress.total &&
      millis - last.millis < reportEveryMillis;
    if (isBetween || signal.aborted) return;
    last = { phase: progress.phase, millis };
    const { phase, done, total, unit } = progress;
    const elapsedMillis = Math.round(millis - startMillis);
    emitter.emit('job.progress', { jobId, phase, done, total, unit, elapsedMillis, partialScores });
  };
}
