import type { Client } from '#core/contract/client.ts';
import type { JobsStore } from '../state/jobs.ts';

export interface StartedJob<T> {
  readonly jobId: string;
  readonly result: Promise<T>;
}

export interface JobRunner {
  /**
   * Starts long work under a new id; it is listed in the jobs store until it ends.
   *
   * @param call the signal is for what the window does itself; the host is told by the id
   */
  start<T>(title: string, call: (jobId: string, signal: AbortSignal) => Promise<T>): StartedJob<T>;
  /** Asks the host to stop it; its result then rejects with ABORTED. Nothing happens when it has ended. */
  abort(jobId: string): void;
}

/** Long work of the window: its ids, its progress, its end. */
export function createJobRunner(client: Client, jobs: JobsStore): JobRunner {
  const controllers = new Map<string, AbortController>();
  return {
    start(title, call) {
      const jobId = crypto.randomUUID();
      const controller = new AbortController();
      controllers.set(jobId, controller);
      jobs.getState().start(jobId, title);
      const result = call(jobId, controller.signal).finally(() => {
        controllers.delete(jobId);
        jobs.getState().end(jobId);
      });
      return { jobId, result };
    },
    abort(jobId) {
      const job = jobs.getState().jobs.find((candidate) => candidate.jobId === jobId);
      if (!job || job.aborting) return;
      jobs.getState().markAborting(jobId);
      controllers.get(jobId)?.abort();
      // An unreachable host has dropped the job already; the job's own call says so.
      client.call('job.abort', { jobId }).catch(() => {});
    },
  };
}
