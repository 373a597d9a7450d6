import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createUploads, type Uploads } from '#electron/server/uploads.ts';

let folder: string;
let uploads: Uploads;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comove-uploads-'));
  uploads = createUploads({ folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => Readable.from([Buffer.from(text)]);
const put = (id: string, path: string, text = 'x') =>
  uploads.put(id, path, bytes(text), text.length);

it('one dropped archive is what is opened', async () => {
  const id = await uploads.begin();
  expect(await put(id, 'my%20tracks.npz', 'archive')).toBe(7);
  expect(readFileSync(await uploads.locate(id), 'utf8')).toBe('archive');
  expect(await uploads.locate(id)).toMatch(/my tracks\.npz$/);
});

it('a dropped folder keeps its shape', async () => {
  const id = await uploads.begin();
  await put(id, 'seq/anno.npz');
  await put(id, 'seq/rgbs/rgb_00000.jpg');
  const place = await uploads.locate(id);
  expect(readdirSync(place, { recursive: true }).sort()).toEqual([
    'anno.npz',
    'rgbs',
    join('rgbs', 'rgb_00000.jpg'),
  ]);
});

it('several dropped files are opened as the folder that holds them', async () => {
  const id = await uploads.begin();
  await put(id, 'anno.npz');
  await put(id, 'info.npz');
  expect(readdirSync(await uploads.locate(id)).sort()).toEqual(['anno.npz', 'info.npz']);
});

it('is for this user only, and is gone when it is removed', async () => {
  const id = await uploads.begin();
  await put(id, 'a.npz');
  const place = join(await uploads.locate(id), '..');
  expect(statSync(place).mode & 0o077).toBe(0);
  await uploads.remove(id);
  expect(existsSync(place)).toBe(false);
  await expect(uploads.locate(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await uploads.remove(id);
});

it('dispose removes all', async () => {
  for (let i = 0; i < 3; i++) await put(await uploads.begin(), 'a.npz');
  await uploads.dispose();
  expect(readdirSync(folder)).toEqual([]);
});

it.each([
  '',
  '..',
  '../x',
  'a/../../x',
  '%2e%2e/x',
  '..%2fx',
  '..%5cx',
  'a\\b',
  '/etc/passwd',
  'a//b',
  'a/.',
  'C:x',
  'a%00b',
  '%zz',
  'a%0ab',
  'x'.repeat(256),
  'a/'.repeat(8) + 'b',
])('the name %j is refused, and nothing is written', async (name) => {
  const id = await uploads.begin();
  await expect(put(id, name)).rejects.toMatchObject({ code: 'FORBIDDEN_PATH' });
  expect(readdirSync(folder, { recursive: true })).toHaveLength(1);
});

it('what does not fit on the disk is refused before a byte is read', async () => {
  // 256 MiB stay free, so of 300 MiB only 44 can be taken.
  uploads = createUploads({ folder, freeBytes: async () => 300 * 2 ** 20 });
  const id = await uploads.begin();
  const body = bytes('never read');
  await expect(uploads.put(id, 'big.npz', body, 45 * 2 ** 20)).rejects.toMatchObject({
    code: 'WRITE_FAILED',
    message: expect.stringContaining('does not fit'),
  });
  expect(body.readableDidRead).toBe(false);
});

it('an upload that breaks off leaves no half file; a name is taken once', async () => {
  const id = await uploads.begin();
  async function* breaking() {
    yield Buffer.from('half');
    throw new Error('connection lost');
  }
  await expect(uploads.put(id, 'a.npz', Readable.from(breaking()), 8)).rejects.toMatchObject({
    code: 'WRITE_FAILED',
  });
  await put(id, 'a.npz', 'whole');
  await expect(put(id, 'a.npz', 'again')).rejects.toMatchObject({ code: 'USAGE' });
  expect(readFileSync(await uploads.locate(id), 'utf8')).toBe('whole');
});
