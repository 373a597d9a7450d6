import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerMedia } from '#electron/host/media/answerMedia.ts';
import { arrayBytes, openImageFile } from '#electron/host/media/byteSource.ts';
import { createMediaRegistry } from '#electron/host/media/registry.ts';
import type { Answer } from '#electron/host/web/answer.ts';

const registry = createMediaRegistry();
const scope = registry.scope();
const numbers = scope.add(() => arrayBytes(Uint8Array.from({ length: 100 }, (_, i) => i)));

const get = (path: string, range?: string, method = 'GET') =>
  answerMedia(registry, { method, path, range });

async function content({ body }: Answer): Promise<Buffer> {
  if (!body) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
const error = async (answer: Answer) => JSON.parse((await content(answer)).toString()).error;

describe('arrays', () => {
  it('whole', async () => {
    const answer = await get(numbers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '100',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect((await content(answer)).length).toBe(100);
  });

  it('a range is answered with 206 and says which bytes it is', async () => {
    const answer = await get(numbers, 'bytes=10-12');
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-length': '3',
      'content-range': 'bytes 10-12/100',
    });
    expect([...(await content(answer))]).toEqual([10, 11, 12]);
  });

  it('a range outside is answered with 416 and the size', async () => {
    const answer = await get(numbers, 'bytes=100-');
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */100');
  });

  it('HEAD tells the size, ignores Range and has no body', async () => {
    const answer = await get(numbers, 'bytes=0-1', 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('100');
    expect(answer.body).toBeUndefined();
  });

  it('other methods are refused with 405', async () => {
    const answer = await get(numbers, undefined, 'DELETE');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });
});

describe('tokens', () => {
  it('cannot be guessed from each other', () => {
    const tokens = Array.from({ length: 50 }, () =>
      registry.scope().add(() => arrayBytes(new Uint8Array())),
    );
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^\/media\/[\w-]{24}$/);
  });

  it.each([
    '',
    'x',
    '../etc/passwd',
    '%2e%2e/x',
    'constructor',
    '__proto__',
    `${'a'.repeat(9999)}`,
  ])('%s is no token: 404 with the reason', async (token) => {
    const answer = await get(`/media/${token}`);
    expect(answer.status).toBe(404);
    expect(await error(answer)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a revoked URL is gone, those beside it are not', async () => {
    const other = registry.scope();
    const [first, second] = [1, 2].map(() => other.add(() => arrayBytes(new Uint8Array(1))));
    other.revoke(numbers);
    other.revoke(first);
    expect((await get(first)).status).toBe(404);
    expect((await get(second)).status).toBe(200);
    expect((await get(numbers)).status).toBe(200);
    other.dispose();
    expect((await get(second)).status).toBe(404);
  });
});

describe('image files', () => {
  let folder: string;
  let images: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'comove-media-'));
    mkdirSync(join(folder, 'seq'));
    mkdirSync(join(folder, 'seq2'));
    writeFileSync(join(folder, 'seq', 'a.jpg'), 'jpeg bytes');
    writeFileSync(join(folder, 'seq', 'notes.txt'), 'private');
    writeFileSync(join(folder, 'seq2', 'b.jpg'), 'private');
    symlinkSync(join(folder, 'seq2', 'b.jpg'), join(folder, 'seq', 'link.jpg'));
    const files = ['a.jpg', 'gone.jpg', 'link.jpg', '../seq2/b.jpg', 'notes.txt'];
    images = scope.add((frame = 0) =>
      openImageFile(join(folder, 'seq', files[frame]), join(folder, 'seq')),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are served by frame, with their type, and may be kept', async () => {
    const answer = await get(`${images}/0`);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    expect((await content(answer)).toString()).toBe('jpeg bytes');
    expect((await content(await get(`${images}/0`, 'bytes=5-9'))).toString()).toBe('bytes');
  });

  it('a vanished one is 404 and names the file', async () => {
    const answer = await get(`${images}/1`);
    expect(answer.status).toBe(404);
    expect(await error(answer)).toMatchObject({
      code: 'NOT_FOUND',
      file: join(folder, 'seq', 'gone.jpg'),
    });
  });

  it.each([
    [2, 'a link that leads out'],
    [3, 'a path that leads to the folder whose name begins alike'],
    [4, 'a file that is no image'],
  ])('frame %i, %s, is forbidden', async (frame) => {
    const answer = await get(`${images}/${frame}`);
    expect(answer.status).toBe(403);
    expect(await error(answer)).toMatchObject({ code: 'FORBIDDEN_PATH' });
  });

  it.each(['-1', '1.5', '0x1', '%30', '0/0', '9999999999'])('frame %s is no frame', async (frame) =>
    expect((await get(`${images}/${frame}`)).status).toBe(404),
  );
});
