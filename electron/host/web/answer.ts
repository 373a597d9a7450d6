import type { ErrorBody } from '#core/contract/errors.ts';
import type { RefusalBody } from '#core/contract/wire.ts';
import { commonHeaders } from './policy.ts';

/** An HTTP answer before a shell sends it: node's http and Electron's protocol.handle both take it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent for HEAD and where there is nothing to say. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
}

const encoder = new TextEncoder();

/** An answer of one piece of text. */
export function textAnswer(
  status: number,
  type: string,
  text: string,
  headers: Record<string, string> = {},
): Answer {
  const body = encoder.encode(text);
  return {
    status,
    headers: {
      ...commonHeaders,
      'cache-control': 'no-store',
      'content-type': `${type}; charset=utf-8`,
      'content-length': String(body.length),
      ...headers,
    },
    body,
  };
}

/** A refusal that says why, as `{error: {code, message}}`. */
export function refusal(
  status: number,
  error: ErrorBody,
  headers: Record<string, string> = {},
): Answer {
  const body: RefusalBody = { error };
  return textAnswer(status, 'application/json', JSON.stringify(body), headers);
}

/** The answer to HEAD: all of the answer to GET but its body. */
export function withoutBody({ status, headers }: Answer): Answer {
  return { status, headers };
}
