import { useStore } from 'zustand';
import { Bar } from '../../components/Bar.tsx';
import { Elapsed } from '../../components/Elapsed.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatBytes, formatCounted } from '../../components/format.ts';
import { Icon } from '../../components/Icon.tsx';
import { useSession } from '../../session/context.ts';
import { describeProgress } from '../status/describeProgress.ts';

/** How the export stands, or how the last one ended. */
export function ExportOutcome() {
  const { stores } = useSession();
  const state = useStore(stores.exporting);
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running jobId={state.jobId} />;
    case 'failed':
      return (
        <ErrorNotice
          title="The export failed; what was there before is untouched"
          error={state.error}
        />
      );
    case 'done':
      return (
        <div className="export-done" role="status">
          <p>
            <Icon name="check" />
            {formatCounted(state.result.files.length, 'file')},{' '}
            {formatBytes(state.result.files.reduce((sum, { bytes }) => sum + bytes, 0))}, of{' '}
            {formatCounted(state.result.selected, 'point')} in
          </p>
          <p className="export-folder">{state.result.folder}</p>
        </div>
      );
  }
}

function Running({ jobId }: { readonly jobId: string }) {
  const session = useSession();
  const job = useStore(session.stores.jobs, ({ jobs }) => jobs.find((one) => one.jobId === jobId));
  if (!job) return null;
  const { progress, aborting, startedMillis } = job;
  return (
    <div className="export-running" role="status">
      <Bar label="Exporting" done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <p className="card-row number">
        <span>{aborting ? 'Stopping' : (progress?.phase ?? 'Exporting')}</span>
        <span>{progress && describeProgress(progress)}</span>
        <Elapsed startedMillis={startedMillis} />
        <button
          type="button"
          className="button small"
          disabled={aborting}
          onClick={() => session.abort(jobId)}
        >
          Abort
        </button>
      </p>
    </div>
  );
}
