import type { App, Session, WebContents } from 'electron';
import { isAppUrl } from './origin.ts';

/** No page of ours needs a permission, a device or another origin: all are denied. */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Keeps a window on our page. Attack: a link or a dropped file that replaces the page by one that then speaks
 * with the preload's voice.
 */
export function fenceContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (details) => {
    if (!isAppUrl(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!isAppUrl(details.url)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Whatever contents come to be, by whatever way, are fenced from their first moment. */
export function fenceAll(app: App): void {
  app.on('web-contents-created', (_event, contents) => fenceContents(contents));
}
