import { app, type BrowserWindow } from 'electron';
import { requestedPath } from './requestedPath.ts';

/**
 * One window for all starts: a second start hands its path to the first and ends.
 *
 * @returns false when this is a second start
 */
export function claimSingleInstance(
  window: () => BrowserWindow | undefined,
  onPath: (path: string) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const open = window();
    if (open?.isMinimized()) open.restore();
    open?.focus();
    const path = requestedPath(argv, app.isPackaged, workingDirectory);
    if (path !== undefined) onPath(path);
  });
  return true;
}
