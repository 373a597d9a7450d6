import { ComoveError, errorBody, type ErrorCode } from '#core/contract/errors.ts';
import { wirePaths } from '#core/contract/wire.ts';
import { refusal, withoutBody, type Answer } from '../web/answer.ts';
import { parseByteRange } from '../web/byteRange.ts';
import { commonHeaders } from '../web/policy.ts';
import type { ByteSource } from './byteSource.ts';
import type { MediaRegistry } from './registry.ts';

/** The part of an HTTP request that decides about media. */
export interface MediaRequest {
  readonly method: string;
  /** Path of the URL, still encoded, without query. */
  readonly path: string;
  readonly range?: string;
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  USAGE: 400,
  NOT_FOUND: 404,
  FORBIDDEN_PATH: 403,
  BAD_INPUT: 404,
};

/**
 * Answers a request below `/media/`: 200, 206 for a range, 416 for one that lies outside, 404 with the reason
 * when the URL was withdrawn or its file is gone. The same function serves both shells.
 */
export async function answerMedia(
  registry: MediaRegistry,
  { method, path, range }: MediaRequest,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD')
    return refusal(
      405,
      { code: 'USAGE', message: `Media cannot be ${method}.` },
      { allow: 'GET, HEAD' },
    );
  const head = method === 'HEAD';
  try {
    const answer = answerBytes(await open(registry, path), head ? undefined : range);
    return head ? withoutBody(answer) : answer;
  } catch (thrown) {
    const body = errorBody(thrown);
    const answer = refusal(statusOf[body.code] ?? 500, body);
    return head ? withoutBody(answer) : answer;
  }
}

async function open(registry: MediaRegistry, path: string): Promise<ByteSource> {
  // Tokens and frame numbers need no encoding, so nothing is decoded and no %2e%2e or %00 comes to life.
  const match = /^([\w-]+)(?:\/(\d{1,9}))?$/.exec(path.slice(wirePaths.media.length));
  const opener = match ? registry.find(match[1]) : undefined;
  if (!match || !opener)
    throw new ComoveError('NOT_FOUND', 'These bytes are no longer served.', {
      remedy: 'Open the sequence again.',
    });
  return opener(match[2] === undefined ? undefined : Number(match[2]));
}

function answerBytes(source: ByteSource, rangeHeader: string | undefined): Answer {
  const range = parseByteRange(rangeHeader, source.size);
  if (range.kind === 'unsatisfiable')
    return refusal(
      416,
      { code: 'USAGE', message: `The range lies outside the ${source.size} bytes.` },
      { 'content-range': `bytes */${source.size}` },
    );
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: source.size };
  return {
    status: range.kind === 'part' ? 206 : 200,
    headers: {
      ...commonHeaders,
      'content-type': source.type,
      'content-length': String(end - start),
      'accept-ranges': 'bytes',
      'cache-control': cacheControl(source),
      ...(range.kind === 'part' && { 'content-range': `bytes ${start}-${end - 1}/${source.size}` }),
    },
    body: start < end ? source.read(start, end) : new Uint8Array(0),
  };
}

/**
 * Images may be kept by the browser, their URL dies with the sequence. Arrays are kept by the page itself, in
 * memory; a second copy in the browser's disk cache would be gigabytes of waste.
 */
function cacheControl({ type }: ByteSource): string {
  return type === 'application/octet-stream' ? 'no-store' : 'private, max-age=31536000, immutable';
}
