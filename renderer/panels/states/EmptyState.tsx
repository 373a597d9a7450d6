import { useStore } from 'zustand';
import icon from '../../../assets/icons/comove.svg';
import { openAction, sampleAction } from '../../actions/fileActions.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Elided } from '../../components/Elided.tsx';
import { useSession } from '../../session/context.ts';
import { useRecent } from '../top/useRecent.ts';

/** Nothing is open: where to begin. */
export function EmptyState() {
  const session = useSession();
  const capabilities = useStore(session.stores.connection, (state) => state.capabilities);
  const recent = useRecent(capabilities !== undefined).slice(0, 5);
  return (
    <div className="empty-state">
      <img src={icon} alt="" />
      <h2>What moves together, belongs together</h2>
      <div className="drop-target">
        <p>
          Drop a sequence here: its folder, its annotation archive (.npz), or labelled tracks (.mat)
        </p>
        <div className="buttons">
          <ActionButton action={openAction} className="button primary">
            Open a sequence
          </ActionButton>
          {capabilities?.hasSample && (
            <ActionButton action={sampleAction}>Try the sample</ActionButton>
          )}
        </div>
      </div>
      {recent.length > 0 && (
        <section className="recent" aria-labelledby="recent-title">
          <h3 id="recent-title">Recent</h3>
          <ul>
            {recent.map(({ path, name, exists }) => (
              <li key={path}>
                <button
                  type="button"
                  className="recent-entry"
                  disabled={!exists}
                  onClick={() => void session.open({ path }, name)}
                >
                  <span>{name}</span>
                  <Elided text={exists ? path : `${path} (gone)`} className="quiet-text" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="quiet-text">
        Then click a moving thing, move the threshold, and export what is selected.
      </p>
    </div>
  );
}
