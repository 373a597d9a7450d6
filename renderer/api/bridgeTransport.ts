import type { Transport } from '#core/contract/transport.ts';
import type { ComoveBridge } from '#core/contract/wire.ts';

/** Electron's door: the three functions that the preload exposes. It is never lost while the window lives. */
export function createBridgeTransport(bridge: ComoveBridge): Transport {
  return {
    request: (method, input) => bridge.request(method, input),
    subscribe: (listener) => bridge.subscribe(listener),
    onConnection: () => () => {},
    close: () => {},
  };
}
