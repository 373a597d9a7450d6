import { wirePaths } from '#core/contract/wire.ts';
import { refusal } from './media.ts';

export interface DroppedFile {
  /** Below what was dropped, with slashes. */
  readonly path: string;
  readonly file: Blob;
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Bytes sent so far, and of all files. */
  onProgress(done: number, total: number): void;
}

/**
 * Sends files to the host, one after the other.
 *
 * @returns the upload's id
 * @throws ComoveError what the host answered, AbortError once the signal has fired; nothing stays behind then
 */
export async function sendFiles(
  files: readonly DroppedFile[],
  { signal, onProgress }: SendOptions,
): Promise<string> {
  const begun = await answered(wirePaths.upload, { method: 'POST', signal });
  const { upload } = (await begun.json()) as { upload: string };
  const base = `${wirePaths.upload}/${upload}`;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  try {
    for (const { path, file } of files) {
      onProgress(done, total);
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      await answered(`${base}/${encoded}`, { method: 'PUT', body: file, signal });
      done += file.size;
    }
  } catch (thrown) {
    // What cannot be deleted now goes when the host ends.
    await fetch(base, { method: 'DELETE' }).catch(() => {});
    throw thrown;
  }
  onProgress(total, total);
  return upload;
}

async function answered(url: string, request: RequestInit): Promise<Response> {
  const response = await fetch(url, request);
  if (!response.ok) throw await refusal(response, url);
  return response;
}
