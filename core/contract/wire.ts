/**
 * How the contract's calls and events are written on a wire: text messages of JSON over one WebSocket in the
 * browser shell, structured clones over Electron's IPC. Also the paths and channel names both sides share.
 */
import type { AnyEvent } from './methods.ts';
import type { Reply } from './transport.ts';

/** Paths on the page's own origin; the same under http://127.0.0.1:PORT and comove://app. */
export const wirePaths = {
  /** The WebSocket of the browser shell. */
  socket: '/socket',
  /** `/media/<token>` and `/media/<token>/<frame>`. */
  media: '/media/',
  /**
   * Browser shell only, for what a page drops as bytes.
   * `POST /upload` -> `{upload}`; then for each file `PUT /upload/<upload>/<relative/path, each part encoded>`
   * with the bytes as its body -> `{bytes}`; then `sequence.open` with `{upload}`.
   * `DELETE /upload/<upload>` gives it up. Refusals are `{error: ErrorBody}` with a 4xx status.
   */
  upload: '/upload',
} as const;

/** A call; the id is the caller's own and comes back with its reply. */
export interface WireRequest {
  id: number;
  method: string;
  input: unknown;
}

export interface WireReply {
  id: number;
  reply: Reply;
}

/** What a host sends: replies carry `id`, events carry `event`. */
export type WireMessage = WireReply | AnyEvent;

/** Electron's channels, used by the preload and by the one wrapper of ipcMain. */
export const ipcChannels = { request: 'comove:request', event: 'comove:event' } as const;

/** What the preload exposes as `window.comove`; absent in the browser shell. */
export interface ComoveBridge {
  request(method: string, input: unknown): Promise<Reply>;
  /** Events until the returned function is called. */
  subscribe(listener: (event: AnyEvent) => void): () => void;
  /** The path of a dropped `File`; empty when it has none. */
  pathForFile(file: object): string;
}

/** The refusal body of media and uploads. */
export interface RefusalBody {
  error: Extract<Reply, { ok: false }>['error'];
}
