import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeElectron, FakeBrowserWindow } from '../../../support/fakeElectron.ts';
import { choosePath } from '#electron/shell/dialogs.ts';
import { setMenu } from '#electron/shell/menu.ts';
import { requestedPath } from '#electron/shell/requestedPath.ts';
import { openWindow, windowOptions } from '#electron/shell/window.ts';
import { createWindowMemory } from '#electron/shell/windowState.ts';

vi.mock('electron', () => fakeElectron);

const state = { bounds: { width: 1440, height: 900 }, maximized: false };

describe('the window', () => {
  it('keeps node away from the page', () => {
    expect(windowOptions('/p/preload.cjs', '/icon.png', state).webPreferences).toEqual({
      preload: '/p/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('loads our page and shows itself when there is something to show', () => {
    const options = windowOptions('/p', '/i', state);
    const window = openWindow(options, state) as unknown as FakeBrowserWindow;
    expect(window.loadedUrl).toBe('comove://app/');
    expect(window.options.show).toBe(false);
    expect(window.calls).toEqual([]);
    window.emit('ready-to-show');
    expect(window.calls).toEqual(['show']);
  });
});

describe('its place', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'comove-window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const remember = async (bounds: FakeBrowserWindow['bounds']) => {
    const window = new FakeBrowserWindow({});
    window.bounds = bounds;
    window.maximize();
    await createWindowMemory(folder).remember(window as never);
    return createWindowMemory(folder).recall();
  };

  it('is the design size at first', async () =>
    expect(await createWindowMemory(folder).recall()).toEqual(state));

  it('is where it was', async () => {
    const bounds = { x: 100, y: 50, width: 1200, height: 800 };
    expect(await remember(bounds)).toEqual({ bounds, maximized: true });
  });

  it.each([
    ['right', { x: 5000, y: 50, width: 1200, height: 800 }],
    ['left', { x: -1180, y: 50, width: 1200, height: 800 }],
    ['above', { x: 100, y: -30, width: 1200, height: 800 }],
    ['below', { x: 100, y: 1075, width: 1200, height: 800 }],
  ])('is the system’s choice when it is off the screen: %s', async (_, bounds) => {
    expect((await remember(bounds)).bounds).toEqual({ width: 1200, height: 800 });
  });
});

it('dialogs give the chosen path, or nothing', async () => {
  fakeElectron.dialog.next = ['/chosen'];
  expect(await choosePath(undefined, 'openArchive')).toBe('/chosen');
  expect(fakeElectron.dialog.dialogs.at(-1)?.options).toMatchObject({
    properties: ['openFile'],
    filters: [{ extensions: ['npz', 'mat'] }],
  });
  fakeElectron.dialog.next = [];
  expect(await choosePath(undefined, 'exportFolder')).toBeUndefined();
});

it('the menu leaves the page its keys', () => {
  setMenu('linux', true);
  const text = JSON.stringify(fakeElectron.Menu.template);
  expect(text).toContain('"paste"');
  for (const role of ['reload', 'zoom', 'toggleDevTools', 'appMenu'])
    expect(text).not.toContain(role);
  setMenu('darwin', false);
  expect(JSON.stringify(fakeElectron.Menu.template)).toMatch(/appMenu.*toggleDevTools/);
});

describe('the path that a start names', () => {
  it.each([
    [['electron', '.', 'seq'], false, '/work/seq'],
    [['electron', '.', '--inspect', '/abs/seq', '--no-sandbox'], false, '/abs/seq'],
    [['electron', '.'], false, undefined],
    [['comove', 'seq'], true, '/work/seq'],
    [['comove'], true, undefined],
    [['comove', '--flag'], true, undefined],
  ])('%j (packaged: %s)', (argv, packaged, path) =>
    expect(requestedPath(argv, packaged, '/work')).toBe(path),
  );
});
