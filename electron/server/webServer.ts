import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ComoveError } from '#core/contract/errors.ts';
import { wirePaths } from '#core/contract/wire.ts';
import { answerMedia } from '#electron/host/media/answerMedia.ts';
import type { Host } from '#electron/host/services/host.ts';
import { refusal, type Answer } from '#electron/host/web/answer.ts';
import type { StaticFiles } from '#electron/host/web/staticFiles.ts';
import { createAccess, type Access } from './access.ts';
import { refusalPage, refusals, welcomePage } from './pages.ts';
import { send } from './send.ts';
import { acceptSockets } from './socket.ts';
import { readTarget, type Target } from './target.ts';
import { answerUpload } from './uploadRoute.ts';
import type { Uploads } from './uploads.ts';

export interface WebServerOptions {
  readonly host: Host;
  readonly page: StaticFiles;
  readonly uploads: Uploads;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Told of our own defects, with what was asked. */
  readonly onDefect: (asked: string, thrown: unknown) => void;
}

export interface WebServer {
  /** With the one-time token in it. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/**
 * Starts the local web shell on 127.0.0.1: the page, its media, its uploads and its socket.
 *
 * @throws ComoveError USAGE when the port is taken or may not be used
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  // No limit on how long a request takes: an upload of gigabytes is one request.
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 });
  const port = await listen(server, options.port ?? 0);
  const access = createAccess(port);
  server.on('request', (request, response) => void handle(request, response, access, options));
  const sockets = acceptSockets(server, access, options.host, options.onDefect);
  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  options: WebServerOptions,
): Promise<void> {
  // A connection that breaks is the other side's business.
  request.on('error', () => response.destroy());
  response.on('error', () => response.destroy());
  const target = readTarget(request.url);
  try {
    await send(response, await answer(request, target, access, options));
  } catch (thrown) {
    options.onDefect(`${request.method} ${target.path}`, thrown);
    const error = { code: 'INTERNAL', message: 'Comove failed to answer this.' } as const;
    if (response.headersSent) response.destroy();
    else await send(response, refusal(500, error));
  }
}

async function answer(
  request: IncomingMessage,
  { path, token }: Target,
  access: Access,
  { host, page, uploads }: WebServerOptions,
): Promise<Answer> {
  const { method = '', headers } = request;
  const admission = access.decide({ method, path, token, headers });
  if (admission.kind === 'welcome') return welcomePage(admission.cookie);
  const isPage = path === '/';
  if (admission.kind === 'refused') {
    const { status, title, text } = refusals[admission.reason];
    return isPage
      ? refusalPage(admission.reason)
      : refusal(status, { code: 'USAGE', message: `${title}. ${text}` }, { connection: 'close' });
  }
  // A link that was already used, in the browser that used it: on to the app, without the token.
  if (isPage && token !== undefined) return { status: 303, headers: { location: '/' } };
  if (path.startsWith(wirePaths.media))
    return answerMedia(host.media, { method, path, range: headers.range });
  if (path === wirePaths.upload || path.startsWith(`${wirePaths.upload}/`))
    return answerUpload(uploads, request, path);
  return page.answer(method, path, `ws://${headers.host}`);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new ComoveError('USAGE', `Port ${port} cannot be used (${cause.code ?? cause.message}).`, {
          remedy: 'Give another one with --port, or none for any that is free.',
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
