import { useStore } from 'zustand';
import { openAction } from '../../actions/fileActions.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useSession } from '../../session/context.ts';

/** Something could not be opened. What was open before is still there behind the card. */
export function ProblemCard() {
  const session = useSession();
  const { sequence } = session.stores;
  const problem = useStore(sequence, (state) => state.problem);
  if (!problem) return null;
  const { name, source, error } = problem;
  return (
    <div className="card-place">
      <div className="card">
        <ErrorNotice title={`Could not open ${name}`} error={error}>
          {source && (
            <button
              type="button"
              className="button primary"
              onClick={() => void session.open(source, name)}
            >
              Try again
            </button>
          )}
          <ActionButton action={openAction}>Open another</ActionButton>
          <button
            type="button"
            className="button"
            onClick={() => sequence.setState({ problem: undefined })}
          >
            Close
          </button>
        </ErrorNotice>
      </div>
    </div>
  );
}
