import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { dispatch } from '#core/contract/dispatch.ts';
import { ipcChannels } from '#core/contract/wire.ts';
import type { Connection, Host } from '../host/services/host.ts';
import { isAppUrl } from './origin.ts';

export interface IpcDoor {
  /** Lets a window's page in. Its connection ends with the page: on reload, crash and close. */
  admit(contents: WebContents): void;
  dispose(): void;
}

/**
 * The one place that listens to ipcMain. Attack: a frame or window that is not our page (an injected iframe, a
 * page it navigated to) calls the host; so the sender must be a window that was let in, the frame its main one,
 * and the frame's URL our own.
 */
export function openIpcDoor(
  host: Host,
  onDefect: (method: string, thrown: unknown) => void,
): IpcDoor {
  const connections = new Map<WebContents, Connection>();

  ipcMain.handle(ipcChannels.request, (event, method: unknown, input: unknown) => {
    const connection = connections.get(event.sender);
    if (!connection || !isOwnMainFrame(event)) throw new Error('This page may not call Comove.');
    return dispatch(connection.handlers, method, input, onDefect);
  });

  function connect(contents: WebContents): void {
    const connection = host.connect();
    connection.events.subscribe((event) => {
      if (!contents.isDestroyed()) contents.send(ipcChannels.event, event);
    });
    connections.set(contents, connection);
  }
  function disconnect(contents: WebContents): void {
    connections.get(contents)?.close();
    connections.delete(contents);
  }

  return {
    admit(contents) {
      connect(contents);
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (!isMainFrame || isSameDocument) return;
        disconnect(contents);
        connect(contents);
      });
      contents.once('destroyed', () => disconnect(contents));
    },
    dispose() {
      ipcMain.removeHandler(ipcChannels.request);
      for (const contents of [...connections.keys()]) disconnect(contents);
    },
  };
}

function isOwnMainFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url);
}
