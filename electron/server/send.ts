import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from '#electron/host/web/answer.ts';

/**
 * Sends an answer. A body that breaks off (its file vanished, the reader went away) ends the connection, so that
 * the reader sees that bytes are missing; the server goes on.
 */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  if (answer.body === undefined || answer.body instanceof Uint8Array) {
    response.end(answer.body);
    return;
  }
  // Byte mode: one piece ahead of the reader, not sixteen.
  const body = Readable.from(answer.body, { objectMode: false });
  await pipeline(body, response).catch(() => response.destroy());
}
