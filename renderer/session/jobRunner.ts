import type { Client } from '#core/contract/client.ts';
import type { JobsStore } from '../state/jobs.ts';

export interface JobRunner {
  /**
   * Runs long work under a fresh job id and keeps the list of jobs.
   *
   * @param title shown until the host says more
   * @param onStart told the id before the call goes out
   */
  run<R>(
    title: string,
    call: (jobId: string) => Promise<R>,
    onStart?: (jobId: string) => void,
  ): Promise<R>;
  abort(jobId: string): void;
}

export function createJobRunner(client: Client, jobs: JobsStore): JobRunner {
  client.on('job.progress', (progress) => jobs.getState().report(progress));
  return {
    async run(title, call, onStart) {
      const jobId = crypto.randomUUID();
      jobs.getState().start(jobId, title);
      onStart?.(jobId);
      try {
        return await call(jobId);
      } finally {
        jobs.getState().end(jobId);
      }
    },
    abort(jobId) {
      jobs.getState().markAborting(jobId);
      // A job that has ended meanwhile, or a lost connection, leaves nothing to stop.
      client.call('job.abort', { jobId }).catch(() => {});
    },
  };
}
