import { useStore } from 'zustand';
import type { SignalName } from '#core/contract/schemas.ts';
import { Choice } from '../../components/Choice.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatCount, formatElapsed } from '../../components/format.ts';
import { Section } from '../../components/Section.tsx';
import { useSession } from '../../session/context.ts';
import { makeMain } from '../../session/mainScore.ts';
import { combinations } from './combinations.ts';

const signals: readonly { value: SignalName; label: string }[] = [
  { value: 'position', label: 'position' },
  { value: 'velocity', label: 'velocity' },
];

/** What "alike" means: the estimator, the signal, how x and y become one; and what the last map took. */
export function ScorePanel() {
  const { stores } = useSession();
  const { map, connection } = stores;
  const choices = useStore(map, (state) => state.choices);
  const estimators = useStore(connection, (state) => state.capabilities?.estimators);
  const { choose } = map.getState();
  const current = estimators?.find(({ name }) => name === choices.estimator);
  return (
    <Section name="score" title="Score" aside={current && `${current.label}, ${choices.signal}`}>
      <div className="choices">
        <Choice
          label="estimator"
          title={current?.summary}
          value={choices.estimator}
          options={(estimators ?? []).map(({ name, label, summary }) => ({
            value: name,
            label,
            title: summary,
          }))}
          disabled={!estimators}
          onChange={(estimator) => makeMain(stores, estimator)}
        />
        <Choice
          label="signal"
          title="What of a trajectory is compared over time"
          value={choices.signal}
          options={signals}
          onChange={(signal) => choose({ signal })}
        />
        <Choice
          label="x and y"
          title="How the scores of x and of y become one"
          value={choices.coordinates}
          options={combinations}
          onChange={(coordinates) => choose({ coordinates })}
        />
      </div>
      <Outcome />
    </Section>
  );
}

/** One line that is always there, so that nothing moves when a map arrives. */
function Outcome() {
  const session = useSession();
  const { map, picks } = session.stores;
  const picked = useStore(picks, (state) => state.tracks.length > 0);
  const info = useStore(map, (state) => state.info);
  const running = useStore(map, (state) => state.jobId !== undefined);
  const problem = useStore(map, (state) => state.problem);
  // The banner over the window says it and offers the way out; scoring then starts again by itself.
  if (problem?.code === 'ENGINE_LOST' || problem?.code === 'DISCONNECTED')
    return <p className="outcome">The scores are not complete.</p>;
  if (problem)
    return (
      <ErrorNotice title="The map could not be computed" error={problem}>
        <button type="button" className="button" onClick={session.scoreAgain}>
          Try again
        </button>
      </ErrorNotice>
    );
  return (
    <>
      <p className="outcome number" aria-live="polite">
        {info && (
          <>
            {formatCount(info.pairs)} pairs in {formatElapsed(info.elapsedMillis)}
          </>
        )}
        {!info && running && 'Scoring…'}
        {!info && !running && !picked && 'No point is picked yet.'}
        {!info && !running && picked && (
          <>
            Stopped.{' '}
            <button type="button" className="link-button" onClick={session.scoreAgain}>
              Score again
            </button>
          </>
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
