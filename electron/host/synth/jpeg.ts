/** JPEG files by MozJPEG, which is WebAssembly here: the same bytes on every machine. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import encode, { init } from '@jsquash/jpeg/encode.js';

let ready: Promise<void> | undefined;

/** The library looks for its WebAssembly by fetch, which node does not offer for files: hand it over. */
async function start(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  const options = { wasmBinary: await readFile(file) };
  await init(options as Parameters<typeof init>[0]);
}

/**
 * Encodes one image.
 *
 * @param rgba (height, width, 4); alpha is ignored
 * @param quality 1 to 100
 */
export async function encodeJpeg(
  rgba: Uint8ClampedArray<ArrayBuffer>,
  { width, height, quality }: { width: number; height: number; quality: number },
): Promise<Uint8Array<ArrayBuffer>> {
  await (ready ??= start());
  const image = { data: rgba, width, height, colorSpace: 'srgb' as const };
  return new Uint8Array(await encode(image, { quality }));
}
