import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { wirePaths } from '#core/contract/wire.ts';
import { answerMedia } from '../host/media/answerMedia.ts';
import type { MediaRegistry } from '../host/media/registry.ts';
import { refusal, type Answer } from '../host/web/answer.ts';
import type { StaticFiles } from '../host/web/staticFiles.ts';
import { appScheme, isAppUrl } from './origin.ts';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);
}

/** Serves the page and its media at comove://app/, with the answers that the local server gives. */
export function serveScheme(page: StaticFiles, media: MediaRegistry): void {
  protocol.handle(appScheme, async (request) =>
    toResponse(await answerRequest(request, page, media)),
  );
}

async function answerRequest(
  { method, url, headers }: Request,
  page: StaticFiles,
  media: MediaRegistry,
): Promise<Answer> {
  if (!isAppUrl(url)) return refusal(404, { code: 'NOT_FOUND', message: 'There is nothing here.' });
  const path = new URL(url).pathname;
  if (path.startsWith(wirePaths.media))
    return answerMedia(media, { method, path, range: headers.get('range') ?? undefined });
  return page.answer(method, path);
}

function toResponse({ status, headers, body }: Answer): Response {
  const content =
    body === undefined || body instanceof Uint8Array
      ? (body as Uint8Array<ArrayBuffer> | undefined)
      : (Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream);
  return new Response(content, { status, headers });
}
