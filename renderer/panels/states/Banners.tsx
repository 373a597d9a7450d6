import { useStore } from 'zustand';
import { Icon } from '../../components/Icon.tsx';
import { useSession } from '../../session/context.ts';

/** What the whole window suffers from: no connection, no engine. */
export function Banners() {
  const session = useSession();
  const { connection } = session.stores;
  const connected = useStore(connection, (state) => state.connected);
  const engine = useStore(connection, (state) => state.engine);
  const problem = useStore(connection, (state) => state.problem);
  if (!connected)
    return (
      <div className="banner" role="alert">
        <Icon name="warning" />
        <span>
          <strong>The connection to Comove is lost.</strong> Reconnecting; if Comove was stopped,
          start it again and open the link that it prints.
        </span>
      </div>
    );
  if (problem)
    return (
      <div className="banner" role="alert">
        <Icon name="warning" />
        <span>
          <strong>Comove does not answer as it should.</strong> {problem.message} {problem.remedy}
        </span>
      </div>
    );
  if (engine.state === 'lost')
    return (
      <div className="banner" role="alert">
        <Icon name="warning" />
        <span>
          <strong>The inference process ended.</strong>{' '}
          {engine.message ?? 'What was running is lost; the sequence and the picks are still here.'}
        </span>
        <button type="button" className="button" onClick={() => void session.restartEngine()}>
          Restart
        </button>
      </div>
    );
  return null;
}
