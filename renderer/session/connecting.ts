import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { Capabilities } from '#core/contract/schemas.ts';
import type { Stores } from '../state/stores.ts';

/**
 * Asks the host what it can do, and again when it is back after a loss; keeps the engine's state.
 *
 * @param onBack called when the host is back, or its engine is ready again: what failed for it may be tried again
 */
export function startConnecting(
  client: Client,
  { connection, jobs, map }: Stores,
  onBack: () => void,
): { ready: Promise<Capabilities | undefined>; dispose(): void } {
  async function ask(): Promise<Capabilities | undefined> {
    try {
      const capabilities = await client.call('capabilities.get', {});
      connection.setState({ capabilities, engine: capabilities.engine, problem: undefined });
      const [first, ...others] = capabilities.estimators.map(({ name }) => name);
      const { choices, choose } = map.getState();
      if (![first, ...others].includes(choices.estimator)) choose({ estimator: first });
      return capabilities;
    } catch (thrown) {
      connection.setState({ problem: errorBody(thrown) });
      return undefined;
    }
  }
  const subscriptions = [
    client.onConnection((connected) => {
      connection.setState({ connected });
      if (connected) void ask().then(onBack);
    }),
    client.on('engine.state', (engine) => connection.setState({ engine })),
    connection.subscribe((now, before) => {
      if (now.engine.state === 'ready' && before.engine.state !== 'ready') onBack();
    }),
    client.on('job.progress', (progress) => jobs.getState().report(progress)),
  ];
  return {
    ready: ask(),
    dispose: () => subscriptions.forEach((unsubscribe) => unsubscribe()),
  };
}
