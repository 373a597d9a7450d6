import { useStore } from 'zustand';
import { Bar } from '../../components/Bar.tsx';
import { Elapsed } from '../../components/Elapsed.tsx';
import { Elided } from '../../components/Elided.tsx';
import { useSession } from '../../session/context.ts';
import { describeProgress } from '../status/describeProgress.ts';

/** Something is being opened: what, how much, since when, and the way out. */
export function LoadingCard() {
  const session = useSession();
  const { sequence, jobs } = session.stores;
  const opening = useStore(sequence, (state) => state.opening);
  const job = useStore(jobs, (state) => state.jobs.find(({ jobId }) => jobId === opening?.jobId));
  if (!opening || !job) return null;
  const { progress, startedMillis, aborting } = job;
  return (
    <div className="card-place late">
      <section className="card" role="status" aria-label={`Opening ${opening.name}`}>
        <h2>
          Opening <Elided text={opening.name} />
        </h2>
        <Bar label="Opening" done={progress?.done ?? 0} total={progress?.total ?? 0} />
        <p className="card-row number">
          <span>{aborting ? 'Stopping' : (progress?.phase ?? 'Looking at the files')}</span>
          <span>{progress && describeProgress(progress)}</span>
          <Elapsed startedMillis={startedMillis} />
        </p>
        <div className="buttons end">
          <button
            type="button"
            className="button"
            disabled={aborting}
            onClick={() => session.abort(opening.jobId)}
          >
            Abort
          </button>
        </div>
      </section>
    </div>
  );
}
