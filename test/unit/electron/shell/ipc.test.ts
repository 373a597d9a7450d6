import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeElectron, FakeWebContents } from '../../../support/fakeElectron.ts';
import { createEmitter, type Emitter } from '#core/contract/emitter.ts';
import type { Handlers } from '#core/contract/methods.ts';
import { ipcChannels, type ComoveBridge } from '#core/contract/wire.ts';
import { createMediaRegistry } from '#electron/host/media/registry.ts';
import type { Host } from '#electron/host/services/host.ts';
import { openIpcDoor, type IpcDoor } from '#electron/shell/ipc.ts';

vi.mock('electron', () => fakeElectron);
await import('#electron/preload/preload.ts');
const bridge = fakeElectron.contextBridge.exposed.comove as ComoveBridge;

const handlers = {
  'settings.get': async () => ({ values: {}, notes: [] }),
} as unknown as Handlers;

let door: IpcDoor;
let contents: FakeWebContents;
let connections: { emitter: Emitter; open: boolean }[];
beforeEach(() => {
  connections = [];
  const host: Host = {
    media: createMediaRegistry(),
    requestPath: () => {},
    dispose: async () => {},
    connect() {
      const connection = { emitter: createEmitter(), open: true };
      connections.push(connection);
      return {
        handlers,
        events: connection.emitter,
        close: () => {
          connection.open = false;
        },
      };
    },
  };
  door = openIpcDoor(host, () => {});
  contents = new FakeWebContents();
  door.admit(contents as never);
  fakeElectron.ipcRenderer.sender = { contents, frame: contents.mainFrame };
});
afterEach(() => door.dispose());

it('the page gets three functions and nothing else', () => {
  expect(Object.keys(fakeElectron.contextBridge.exposed)).toEqual(['comove']);
  expect(Object.keys(bridge).sort()).toEqual(['pathForFile', 'request', 'subscribe']);
  expect(bridge.pathForFile({ name: 'a.npz' })).toBe('/dropped/a.npz');
});

it('our page is answered', async () => {
  expect(await bridge.request('settings.get', {})).toEqual({
    ok: true,
    value: { values: {}, notes: [] },
  });
});

describe('a caller is refused that is', () => {
  const refused = () => expect(bridge.request('settings.get', {})).rejects.toThrow('may not call');

  it('a window that was not let in', async () => {
    const other = new FakeWebContents();
    fakeElectron.ipcRenderer.sender = { contents: other, frame: other.mainFrame };
    await refused();
  });
  it('a frame inside our page', async () => {
    fakeElectron.ipcRenderer.sender = { contents, frame: { url: 'comove://app/' } };
    await refused();
  });
  it.each(['https://example.com/', 'comove://evil/', 'about:blank', ''])(
    'a page at %j in our window',
    async (url) => {
      contents.mainFrame.url = url;
      await refused();
    },
  );
  it('a frame that is gone', async () => {
    fakeElectron.ipcRenderer.sender = { contents, frame: null };
    await refused();
  });
});

it('events reach the page until it unsubscribes, without the sender', () => {
  const seen: unknown[][] = [];
  const end = bridge.subscribe((...args) => seen.push(args));
  const event = { path: '/seq' };
  connections[0].emitter.emit('path.requested', event);
  end();
  connections[0].emitter.emit('path.requested', event);
  expect(seen).toEqual([[{ event: 'path.requested', body: { path: '/seq' } }]]);
});

describe('a connection ends', () => {
  const states = () => connections.map(({ open }) => open);

  it('with a reload, and another begins', async () => {
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(states()).toEqual([false, true]);
    expect(await bridge.request('settings.get', {})).toMatchObject({ ok: true });
  });
  it('not with a jump inside the page or a frame in it', () => {
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(states()).toEqual([true]);
  });
  it('with the window, which hears no more', () => {
    contents.destroy();
    expect(states()).toEqual([false]);
    connections[0].emitter.emit('path.requested', { path: '/seq' });
  });
  it('with the door', () => {
    door.dispose();
    expect(states()).toEqual([false]);
    expect(fakeElectron.ipcMain.handlers.has(ipcChannels.request)).toBe(false);
  });
});
