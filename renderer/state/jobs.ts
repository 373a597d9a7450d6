/** Long work under way, newest last: what the status bar shows and Abort stops. */
import { createStore } from 'zustand/vanilla';
import type { EventBody } from '#core/contract/methods.ts';

export interface Job {
  readonly jobId: string;
  /** Said until the host reports a phase: 'Scoring'. */
  readonly title: string;
  readonly progress: EventBody<'job.progress'> | undefined;
  /** Milliseconds on the page's clock (performance.now). */
  readonly startedMillis: number;
  readonly aborting: boolean;
}

export interface JobsState {
  readonly jobs: readonly Job[];
  start(jobId: string, title: string): void;
  report(progress: EventBody<'job.progress'>): void;
  markAborting(jobId: string): void;
  end(jobId: string): void;
}

export type JobsStore = ReturnType<typeof createJobsStore>;

export function createJobsStore() {
  return createStore<JobsState>()((set) => {
    const change = (jobId: string, patch: Partial<Job>) =>
      set(({ jobs }) => ({
        jobs: jobs.map((job) => (job.jobId === jobId ? { ...job, ...patch } : job)),
      }));
    return {
      jobs: [],
      start: (jobId, title) =>
        set(({ jobs }) => ({
          jobs: [
            ...jobs,
            {
              jobId,
              title,
              progress: undefined,
              startedMillis: performance.now(),
              aborting: false,
            },
          ],
        })),
      report: (progress) => change(progress.jobId, { progress }),
      markAborting: (jobId) => change(jobId, { aborting: true }),
      end: (jobId) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.jobId !== jobId) })),
    };
  });
}
