/** Bytes from the host: whole, or a range of a long array. */
import { ComoveError } from '#core/contract/errors.ts';
import type { RefusalBody } from '#core/contract/wire.ts';

/**
 * Fetches bytes of the page's own origin.
 *
 * @param range first byte and the byte after the last
 * @throws ComoveError what the host answered
 */
export async function fetchBytes(
  url: string,
  { range, signal }: { range?: readonly [number, number]; signal?: AbortSignal } = {},
): Promise<ArrayBuffer> {
  const headers = range ? { Range: `bytes=${range[0]}-${range[1] - 1}` } : undefined;
  const response = await fetch(url, { headers, signal });
  if (response.ok) return response.arrayBuffer();
  throw await refusal(response, url);
}

/** The error that a refusing answer stands for. */
export async function refusal(response: Response, url: string): Promise<ComoveError> {
  try {
    const { code, message, ...about } = ((await response.json()) as RefusalBody).error;
    return new ComoveError(code, message, about);
  } catch {
    return new ComoveError('INTERNAL', `${url} answered ${response.status}.`);
  }
}
