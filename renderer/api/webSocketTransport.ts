import { ComoveError } from '#core/contract/errors.ts';
import type { AnyEvent } from '#core/contract/methods.ts';
import type { Reply, Transport } from '#core/contract/transport.ts';
import { wirePaths, type WireMessage, type WireRequest } from '#core/contract/wire.ts';

/** Waits before the next try to connect, in milliseconds; the last one repeats. */
const retryMillis = [250, 500, 1000, 2000, 4000];

const lost = () =>
  new ComoveError('DISCONNECTED', 'The connection to Comove is lost.', {
    remedy: 'Start it again; this page reconnects by itself.',
  });

/** The browser shell's door: one WebSocket to the page's own origin, reconnecting until it is closed. */
export function createWebSocketTransport(page: Location): Transport {
  const url = `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}${wirePaths.socket}`;
  const pending = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  const listeners = new Set<(event: AnyEvent) => void>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let socket = connect(0);
  let nextId = 1;
  let closed = false;
  let opened = whenOpen(socket);

  function connect(tries: number): WebSocket {
    const next = new WebSocket(url);
    next.addEventListener('message', ({ data }) => receive(JSON.parse(data as string)));
    next.addEventListener('open', () => {
      if (tries > 0) announce(true);
      tries = 0;
    });
    next.addEventListener('close', () => {
      for (const { reject } of pending.values()) reject(lost());
      pending.clear();
      if (closed) return;
      if (tries === 0) announce(false);
      setTimeout(
        () => {
          if (closed) return;
          socket = connect(tries + 1);
          opened = whenOpen(socket);
        },
        retryMillis[Math.min(tries, retryMillis.length - 1)],
      );
    });
    return next;
  }

  function receive(message: WireMessage): void {
    if ('event' in message) {
      for (const listener of [...listeners]) listener(message);
      return;
    }
    pending.get(message.id)?.resolve(message.reply);
    pending.delete(message.id);
  }

  function announce(connected: boolean): void {
    for (const listener of [...connectionListeners]) listener(connected);
  }

  return {
    async request(method, input) {
      await opened;
      // Between a loss and the next try: a closed socket would swallow the message in silence.
      if (socket.readyState !== WebSocket.OPEN) throw lost();
      const request: WireRequest = { id: nextId++, method, input };
      return new Promise<Reply>((resolve, reject) => {
        pending.set(request.id, { resolve, reject });
        socket.send(JSON.stringify(request));
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    close() {
      closed = true;
      socket.close();
    },
  };
}

/** Rejects when the socket closes before it opened. */
function whenOpen(socket: WebSocket): Promise<void> {
  const opened = new Promise<void>((resolve, reject) => {
    if (socket.readyState === WebSocket.OPEN) resolve();
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => reject(lost()));
  });
  // Nobody may be waiting for it.
  opened.catch(() => {});
  return opened;
}
