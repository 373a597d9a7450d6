import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import * as z from 'zod';
import { dispatch } from '#core/contract/dispatch.ts';
import { wirePaths, type WireMessage } from '#core/contract/wire.ts';
import type { Host } from '#electron/host/services/host.ts';
import type { Access } from './access.ts';
import { readTarget } from './target.ts';

/** A call is a few numbers and paths; bytes never travel here. */
const longestMessageBytes = 1 << 20;
/** RFC 6455, 7.4.1: a message that breaks the agreed form. */
const policyViolation = 1008;

const requestSchema = z.object({ id: z.int(), method: z.string(), input: z.unknown().optional() });

export interface Sockets {
  /** Ends all connections. */
  close(): void;
}

/** The contract's door for pages: one WebSocket a page, let in by the same checks as every request. */
export function acceptSockets(
  server: Server,
  access: Access,
  host: Host,
  onDefect: (method: string, thrown: unknown) => void,
): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessageBytes,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => stream.destroy());
    const { path } = readTarget(request.url);
    const knock = { method: request.method ?? '', path, headers: request.headers, upgrade: true };
    if (path !== wirePaths.socket) return refuse(stream, 404);
    if (access.decide(knock).kind !== 'admitted') return refuse(stream, 403);
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, host, onDefect));
  });
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serve(
  socket: WebSocket,
  host: Host,
  onDefect: (method: string, thrown: unknown) => void,
): void {
  const connection = host.connect();
  const send = (message: WireMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const unsubscribe = connection.events.subscribe(send);
  socket.on('message', (data, isBinary) => {
    const request = isBinary ? undefined : readRequest(String(data));
    if (!request) return socket.close(policyViolation, 'Not a call of the contract.');
    void dispatch(connection.handlers, request.method, request.input, onDefect).then((reply) =>
      send({ id: request.id, reply }),
    );
  });
  // A frame that breaks the protocol: ws has already closed the connection with the right code.
  socket.on('error', () => {});
  socket.on('close', () => {
    unsubscribe();
    connection.close();
  });
}

function readRequest(text: string): z.infer<typeof requestSchema> | undefined {
  try {
    return requestSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // Whatever is wrong with it, the answer is the same: the connection ends.
  }
}
