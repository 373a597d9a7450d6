import { useStore } from 'zustand';
import type { SignalName } from '#core/contract/schemas.ts';
import { Choice } from '../../components/Choice.tsx';
import { Section } from '../../components/Section.tsx';
import { makeMain } from '../../session/mainScore.ts';
import { useStores } from '../../state/context.ts';
import { combinations } from './combinations.ts';
import { EstimatorOptions } from './EstimatorOptions.tsx';
import { FrameRule } from './FrameRule.tsx';
import { ScoreOutcome } from './ScoreOutcome.tsx';

const signals: readonly { value: SignalName; label: string }[] = [
  { value: 'position', label: 'position' },
  { value: 'velocity', label: 'velocity' },
];

/** What "alike" means: the estimator, the signal, how x and y become one; and what the last map took. */
export function ScorePanel() {
  const stores = useStores();
  const { map, connection } = stores;
  const choices = useStore(map, (state) => state.choices);
  const estimators = useStore(connection, (state) => state.capabilities?.estimators);
  const { choose } = map.getState();
  const current = estimators?.find(({ name }) => name === choices.estimator);
  const wholePoints = current?.scores === 'trajectories';
  return (
    <Section name="score" title="Score" aside={current && `${current.label}, ${choices.signal}`}>
      <div className="choices">
        <Choice
          label="estimator"
          className="wide"
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
          title={
            wholePoints
              ? `${current.label} scores both coordinates at once: there is nothing to combine`
              : 'How the scores of x and of y become one'
          }
          value={choices.coordinates}
          options={combinations}
          disabled={wholePoints}
          onChange={(coordinates) => choose({ coordinates })}
        />
        {current && <EstimatorOptions estimator={current} />}
      </div>
      {wholePoints && (
        <p className="hint">
          In {current.unit}, both coordinates at once: x and y are not combined.
        </p>
      )}
      <FrameRule />
      <ScoreOutcome />
    </Section>
  );
}
