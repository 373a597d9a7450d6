import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { WindowState } from './windowState.ts';
import { appOrigin } from './origin.ts';

/** Every switch that keeps the page a page. Electron's defaults are the same today; they are ours to keep. */
export function windowOptions(
  preloadFile: string,
  iconFile: string,
  state: WindowState,
): BrowserWindowConstructorOptions {
  return {
    ...state.bounds,
    minWidth: 800,
    minHeight: 560,
    title: 'Comove',
    icon: iconFile,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

/** Opens the window; it shows itself once it has something to show. */
export function openWindow(
  options: BrowserWindowConstructorOptions,
  state: WindowState,
): BrowserWindow {
  const window = new BrowserWindow(options);
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
}
