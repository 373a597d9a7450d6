import { dispatch } from './dispatch.ts';
import type { EventSource } from './emitter.ts';
import { ComoveError } from './errors.ts';
import type { Handlers } from './methods.ts';
import type { Transport } from './transport.ts';

/**
 * The door without a wire, for tests and for hosts in the same process. Everything is cloned structurally, as
 * real wires do: no object is shared between the two sides, and what cannot be cloned cannot cross.
 */
export function createMemoryTransport(handlers: Handlers, events: EventSource): Transport {
  const ends = new Set<() => void>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let open = true;
  return {
    async request(method, input) {
      if (!open) throw new ComoveError('DISCONNECTED', 'The connection to Comove is closed.');
      return structuredClone(await dispatch(handlers, method, structuredClone(input)));
    },
    subscribe(listener) {
      const end = events.subscribe((event) => listener(structuredClone(event)));
      ends.add(end);
      return () => {
        ends.delete(end);
        end();
      };
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    close() {
      open = false;
      for (const end of ends) end();
      ends.clear();
      for (const listener of connectionListeners) listener(false);
    },
  };
}
