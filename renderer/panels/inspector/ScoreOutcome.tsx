import { useStore } from 'zustand';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatCount, formatElapsed } from '../../components/format.ts';
import { useSession } from '../../session/context.ts';
import { labelOf } from '../../session/mapOrder.ts';
import { SlowQuestion } from './SlowQuestion.tsx';

/** What came of the main score. One line that is always there, so that nothing moves when a map arrives. */
export function ScoreOutcome() {
  const { stores, scoring } = useSession();
  const { map } = stores;
  const info = useStore(map, (state) => state.info);
  const question = useStore(map, (state) => state.question);
  const problem = useStore(map, (state) => state.problem);
  const estimator = useStore(map, (state) => state.choices.estimator);
  // The banner over the window says it and offers the way out; scoring then starts again by itself.
  if (problem?.code === 'ENGINE_LOST' || problem?.code === 'DISCONNECTED')
    return <p className="outcome">The scores are not complete.</p>;
  if (problem)
    return (
      <ErrorNotice title="The map could not be computed" error={problem}>
        <button type="button" className="button" onClick={scoring.again}>
          Try again
        </button>
      </ErrorNotice>
    );
  if (question?.kind === 'asking')
    return (
      <SlowQuestion
        label={labelOf(stores, estimator)}
        forecast={question.forecast}
        onStart={scoring.start}
        onCancel={scoring.decline}
      />
    );
  return (
    <>
      <p className="outcome number" aria-live="polite">
        {info ? (
          <>
            {formatCount(info.pairs)} pairs in {formatElapsed(info.elapsedMillis)}
          </>
        ) : (
          <Unfinished />
        )}
      </p>
      {info?.notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
    </>
  );
}

/** Why there is no finished map. */
function Unfinished() {
  const { stores, scoring } = useSession();
  const { map, picks } = stores;
  const picked = useStore(picks, (state) => state.tracks.length > 0);
  const running = useStore(map, (state) => state.jobId !== undefined);
  const forecasting = useStore(map, (state) => state.question !== undefined);
  const scores = useStore(map, (state) => state.scores);
  if (!picked) return 'No point is picked yet.';
  if (running) return 'Scoring…';
  if (forecasting) return 'Measuring how long it will take…';
  const done = scores?.reduce((count, score) => count + (Number.isNaN(score) ? 0 : 1), 0) ?? 0;
  return (
    <>
      {done > 0 ? `Stopped; ${formatCount(done)} points are scored.` : 'Not scored.'}{' '}
      <button type="button" className="link-button" onClick={scoring.again}>
        Score again
      </button>
    </>
  );
}
