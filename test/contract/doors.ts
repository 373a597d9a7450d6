/** The three ways from a page to a host, each opened onto a host of the test's making. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { createMemoryTransport } from '#core/contract/memoryTransport.ts';
import type { Transport } from '#core/contract/transport.ts';
import type { ComoveBridge } from '#core/contract/wire.ts';
import { answerMedia } from '#electron/host/media/answerMedia.ts';
import type { Host } from '#electron/host/services/host.ts';
import { createStaticFiles } from '#electron/host/web/staticFiles.ts';
import { createUploads } from '#electron/server/uploads.ts';
import { startWebServer } from '#electron/server/webServer.ts';
import { openIpcDoor } from '#electron/shell/ipc.ts';
import { serveScheme } from '#electron/shell/protocol.ts';
import { createBridgeTransport } from '#renderer/api/bridgeTransport.ts';
import { createWebSocketTransport } from '#renderer/api/webSocketTransport.ts';
import { fakeElectron, FakeWebContents } from '../support/fakeElectron.ts';
import { rawRequest } from '../support/rawHttp.ts';

export interface Door {
  readonly transport: Transport;
  /** Fetches below the page's origin. */
  fetch(path: string, range?: string): Promise<{ status: number; body: Uint8Array }>;
  /** The page goes away. */
  leave(): void;
  /** Ends what the door needed. */
  close(): Promise<void>;
}

/** Our own failures since the last test, for whoever opens doors to look at. */
export const defects: string[] = [];
const onDefect = (asked: string, thrown: unknown) =>
  void defects.push(`${asked}: ${(thrown as Error).stack}`);

export async function memoryDoor(host: Host): Promise<Door> {
  const { handlers, events, close } = host.connect();
  return {
    transport: createMemoryTransport(handlers, events),
    async fetch(path, range) {
      const { status, body = new Uint8Array(0) } = await answerMedia(host.media, {
        method: 'GET',
        path,
        range,
      });
      return {
        status,
        body: Buffer.concat(
          await Readable.from(body instanceof Uint8Array ? [body] : body).toArray(),
        ),
      };
    },
    leave: close,
    close: async () => close(),
  };
}

/** Over a server that is really started, as a browser would: link, cookie, socket. */
export async function socketDoor(host: Host): Promise<Door> {
  const [page, removePage] = pageFolder();
  const server = await startWebServer({
    host,
    page: await createStaticFiles(page),
    uploads: createUploads(),
    onDefect,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const welcome = await rawRequest(server.port, server.url.slice(origin.length));
  const [cookie] = welcome.headers['set-cookie']![0].split(';');
  // What a browser adds to its WebSocket by itself.
  class PageWebSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { origin, cookie } });
    }
  }
  vi.stubGlobal('WebSocket', PageWebSocket);
  const transport = createWebSocketTransport(new URL(origin) as unknown as Location);
  // It connects in the background; events arrive once it has.
  await transport.request('capabilities.get', {});
  return {
    transport,
    fetch: (path, range) =>
      rawRequest(server.port, path, { headers: { cookie, ...(range && { range }) } }),
    leave: () => transport.close(),
    async close() {
      transport.close();
      await server.close();
      vi.unstubAllGlobals();
      removePage();
    },
  };
}

/** Over Electron's IPC; whoever imports this mocks 'electron' by `fakeElectron`. */
export async function electronDoor(host: Host): Promise<Door> {
  const [page, removePage] = pageFolder();
  await import('#electron/preload/preload.ts');
  serveScheme(await createStaticFiles(page), host.media);
  const door = openIpcDoor(host, onDefect);
  const contents = new FakeWebContents();
  door.admit(contents as never);
  fakeElectron.ipcRenderer.sender = { contents, frame: contents.mainFrame };
  const bridge = fakeElectron.contextBridge.exposed.comove as ComoveBridge;
  return {
    transport: createBridgeTransport(bridge),
    async fetch(path, range) {
      const headers = new Headers(range ? { range } : {});
      const request = { url: `comove://app${path}`, method: 'GET', headers } as Request;
      const response = await fakeElectron.protocol.protocols.get('comove')!(request);
      return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
    },
    leave: () => contents.destroy(),
    async close() {
      door.dispose();
      fakeElectron.ipcRenderer.removeAllListeners();
      removePage();
    },
  };
}

function pageFolder(): [path: string, remove: () => void] {
  const folder = mkdtempSync(join(tmpdir(), 'comove-page-'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  return [folder, () => rmSync(folder, { recursive: true })];
}
