/** The entry as a whole, against the fake: the real Electron cannot be fetched on the development machines. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ComoveBridge } from '#core/contract/wire.ts';
import { fakeElectron, FakeBrowserWindow } from '../../../support/fakeElectron.ts';

const root = mkdtempSync(join(tmpdir(), 'comove-shell-'));

vi.mock('electron', () => fakeElectron);
vi.mock('#electron/host/installation.ts', () => ({
  findInstallation: () => ({
    root,
    version: '0.0.0',
    modelsFolder: join(root, 'models'),
    sampleFolder: join(root, 'sample'),
    workerFile: join(root, 'worker.js'),
  }),
}));

let window: FakeBrowserWindow;
let bridge: ComoveBridge;
const { app } = fakeElectron;

beforeAll(async () => {
  mkdirSync(join(root, 'build/dist/renderer'), { recursive: true });
  writeFileSync(join(root, 'build/dist/renderer/index.html'), '<p>page</p>');
  vi.stubEnv('XDG_CONFIG_HOME', join(root, 'config'));
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', '.', '/given/sequence']);
  await import('#electron/preload/preload.ts');
  await import('#electron/shell/shell.ts');
  await vi.waitFor(() => expect(FakeBrowserWindow.all).toHaveLength(1));
  [window] = FakeBrowserWindow.all;
  const { webContents } = window;
  fakeElectron.ipcRenderer.sender = { contents: webContents, frame: webContents.mainFrame };
  bridge = fakeElectron.contextBridge.exposed.comove as ComoveBridge;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

it('everything is fenced before the page is there', async () => {
  expect(app.calls).toEqual(['enableSandbox']);
  expect(window.loadedUrl).toBe('comove://app/');
  expect(window.webContents.windowOpenHandler?.({ url: 'https://example.com/' })).toEqual({
    action: 'deny',
  });
  expect(fakeElectron.session.defaultSession.permissionCheck?.()).toBe(false);
  const page = await fakeElectron.protocol.protocols.get('comove')!({
    url: 'comove://app/',
    method: 'GET',
    headers: new Headers(),
  } as Request);
  expect(await page.text()).toBe('<p>page</p>');
});

it('the host answers, and knows what the app was started on', async () => {
  expect(await bridge.request('capabilities.get', {})).toMatchObject({
    ok: true,
    value: {
      shell: 'electron',
      systemDialogs: true,
      droppedPaths: true,
      initialPath: '/given/sequence',
      exportFolder: '/home/user/documents',
    },
  });
  fakeElectron.dialog.next = ['/chosen'];
  expect(await bridge.request('files.choose', { purpose: 'openFolder' })).toEqual({
    ok: true,
    value: { path: '/chosen' },
  });
});

it('a second start brings the window to the front and hands over its path', () => {
  const paths: unknown[] = [];
  const end = bridge.subscribe(({ body }) => paths.push(body));
  window.minimized = true;
  app.emit('second-instance', {}, ['electron', '.', 'other'], '/work');
  app.emit('second-instance', {}, ['electron', '.'], '/work');
  const preventDefault = vi.fn();
  app.emit('open-file', { preventDefault }, '/double/clicked');
  end();
  expect(window.calls).toEqual(['restore', 'focus', 'restore', 'focus']);
  expect(paths).toEqual([{ path: '/work/other' }, { path: '/double/clicked' }]);
  expect(preventDefault).toHaveBeenCalledOnce();
});

it('the inference process is a utility process of our own file, and its loss is told', async () => {
  const states: string[] = [];
  const end = bridge.subscribe(({ event, body }) => {
    if (event === 'engine.state') states.push(body.state);
  });
  const restarted = bridge.request('engine.restart', {});
  await vi.waitFor(() => expect(fakeElectron.utilityProcess.children).toHaveLength(1));
  const [child] = fakeElectron.utilityProcess.children;
  expect(child.file).toBe(join(root, 'worker.js'));
  expect(child.args).toContain(`--models=${join(root, 'models')}`);
  child.emit('message', { type: 'ready', engine: 'CPU, 2 threads', threads: 2 });
  expect(await restarted).toMatchObject({ ok: true, value: { state: 'ready' } });
  child.emit('exit', 139);
  await vi.waitFor(() => expect(states.at(-1)).toBe('lost'));
  end();
});

it('the end of the window is the end of all, and its place is kept', async () => {
  window.emit('close');
  window.emit('closed');
  expect(app.calls.at(-1)).toBe('quit');
  const preventDefault = vi.fn();
  app.emit('will-quit', { preventDefault });
  await vi.waitFor(() => expect(app.calls.at(-1)).toBe('exit 0'));
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(existsSync(join(root, 'config/comove/window.json'))).toBe(true);
  expect(fakeElectron.ipcMain.handlers.size).toBe(0);
});
