/** The page's only way to the host: three functions, nothing of Electron or node. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AnyEvent } from '#core/contract/methods.ts';
import { ipcChannels, type ComoveBridge } from '#core/contract/wire.ts';

const bridge: ComoveBridge = {
  request: (method, input) => ipcRenderer.invoke(ipcChannels.request, method, input),
  subscribe(listener) {
    // The event object holds the sender; the page gets the message alone.
    const relay = (_: unknown, event: AnyEvent) => listener(event);
    ipcRenderer.on(ipcChannels.event, relay);
    return () => void ipcRenderer.off(ipcChannels.event, relay);
  },
  pathForFile: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld('comove', bridge);
