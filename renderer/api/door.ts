import type { Transport } from '#core/contract/transport.ts';
import type { ComoveBridge } from '#core/contract/wire.ts';
import { createBridgeTransport } from './bridgeTransport.ts';
import { createReadDrop, type ReadDrop } from './dropped.ts';
import { createWebSocketTransport } from './webSocketTransport.ts';

/** What differs between the shells, as the window needs it. */
export interface Door {
  readonly transport: Transport;
  readonly readDrop: ReadDrop;
}

/** The door that is there: the preload's bridge in Electron, else the WebSocket of the page's own origin. */
export function findDoor(page: Window & { comove?: ComoveBridge }): Door {
  const { comove: bridge } = page;
  return {
    transport: bridge ? createBridgeTransport(bridge) : createWebSocketTransport(page.location),
    readDrop: createReadDrop(bridge),
  };
}
