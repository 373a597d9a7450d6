import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listFolder } from '#electron/host/files/listFolder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'comove-list-'));
  for (const name of ['seq10', 'seq9', 'plain', '.hidden']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'seq9', 'anno.npz'), '');
  mkdirSync(join(folder, 'seq10', 'annotations.npz'));
  for (const name of ['tracks.npz', 'info.npz', 'readme.txt', 'UPPER.NPZ'])
    writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'seq9'), join(folder, 'link'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('lists what can be entered or opened, numbers in their order', async () => {
  const { path, parent, entries } = await listFolder(folder);
  expect(path).toBe(folder);
  expect(parent).toBe(tmpdir());
  expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
    ['link', 'sequence'],
    ['plain', 'folder'],
    ['seq9', 'sequence'],
    // A folder with an archive's name is no archive.
    ['seq10', 'folder'],
    ['tracks.npz', 'archive'],
    ['UPPER.NPZ', 'archive'],
  ]);
  expect(entries[1].path).toBe(join(folder, 'plain'));
});

it('starts at home; the top has no parent', async () => {
  expect((await listFolder()).path).toBe(homedir());
  expect((await listFolder('/')).parent).toBeUndefined();
});

it.each(['nowhere', 'readme.txt'])('%s cannot be listed: a clear error', async (name) => {
  await expect(listFolder(join(folder, name))).rejects.toMatchObject({
    code: 'NOT_FOUND',
    file: join(folder, name),
  });
});
