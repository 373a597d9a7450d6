import { useStore } from 'zustand';
import { abortAction } from '../../actions/windowActions.ts';
import { Bar } from '../../components/Bar.tsx';
import { Elided } from '../../components/Elided.tsx';
import { Elapsed } from '../../components/Elapsed.tsx';
import { useAction } from '../../actions/useAction.ts';
import { useSession } from '../../session/context.ts';
import type { Job } from '../../state/jobs.ts';
import { describeLeft, describeProgress } from './describeProgress.ts';

/** Who computes, what runs, how far it is, and the way to stop it. */
export function StatusBar() {
  const { jobs, connection, settings } = useSession().stores;
  const job = useStore(jobs, (state) => state.jobs.at(-1));
  const others = useStore(jobs, (state) => state.jobs.length - 1);
  const notes = useStore(settings, (state) => state.notes);
  const version = useStore(connection, (state) => state.capabilities?.version);
  return (
    <footer className="status-bar">
      <Engine />
      {job && <JobStatus key={job.jobId} job={job} others={others} />}
      {notes.length > 0 && <Elided text={notes.join(' ')} />}
      <span className="status-end">{version && `Comove ${version}`}</span>
    </footer>
  );
}

const engineWords = {
  stopped: 'Engine not started yet',
  starting: 'Engine is starting',
  ready: '',
  lost: 'Engine lost',
} as const;

function Engine() {
  const session = useSession();
  const engine = useStore(session.stores.connection, (state) => state.engine);
  const words = engineWords[engine.state] || engine.label;
  return (
    <span className="engine" data-state={engine.state} title={engine.message}>
      <span className="engine-dot" aria-hidden="true" />
      <span role="status">{words}</span>
      {engine.state === 'lost' && (
        <button type="button" className="button small" onClick={() => void session.restartEngine()}>
          Restart
        </button>
      )}
    </span>
  );
}

function JobStatus({ job, others }: { readonly job: Job; readonly others: number }) {
  const { title, progress, startedMillis, aborting } = job;
  const { disabled, ...abort } = useAction(abortAction);
  const phase = progress?.phase ?? title;
  const left = progress && describeLeft(progress);
  return (
    <span className="job" data-testid="job">
      <span>{aborting ? 'Stopping' : title.startsWith(phase) ? title : phase}</span>
      <span className="number job-progress">{progress && describeProgress(progress)}</span>
      <Bar label={title} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Elapsed startedMillis={startedMillis} />
      {left && <span className="number">{left}</span>}
      <button type="button" className="button small" disabled={disabled || aborting} {...abort}>
        Abort
      </button>
      {others > 0 && <span className="quiet-text">and {others} more</span>}
    </span>
  );
}
