/** How a client reaches a host. Three implementations: Electron IPC, WebSocket, memory. */
import type { ErrorBody } from './errors.ts';
import type { AnyEvent } from './methods.ts';

export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorBody };

export interface Transport {
  /** Sends one call; never rejects for what the host answered, only when the host cannot be reached. */
  request(method: string, input: unknown): Promise<Reply>;
  /** Events until the returned function is called. */
  subscribe(listener: (event: AnyEvent) => void): () => void;
  /** Called when the connection is lost and when it is back. */
  onConnection(listener: (connected: boolean) => void): () => void;
  close(): void;
}
