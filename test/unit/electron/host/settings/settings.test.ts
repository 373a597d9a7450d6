import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfigFolder } from '#electron/host/settings/configFolder.ts';
import { createRecentFiles, createSettings } from '#electron/host/settings/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comove-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('are empty at first, without a note and without writing anything', async () => {
    expect(await createSettings(folder).get()).toEqual({ values: {}, notes: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keep what was set, key by key, for the next start', async () => {
    const settings = createSettings(join(folder, 'not/there/yet'));
    await Promise.all([
      settings.set({ theme: 'dark', folded: ['curve'] }),
      settings.set({ map: 2 }),
    ]);
    await settings.set({ theme: 'light' });
    const next = createSettings(join(folder, 'not/there/yet'));
    expect((await next.get()).values).toEqual({ theme: 'light', folded: ['curve'], map: 2 });
    expect(readdirSync(join(folder, 'not/there/yet'))).toEqual(['settings.json']);
  });

  it.each(['{"theme": "da', '[1, 2]', '', '\u0000\u0001'])(
    'a broken file (%j) means defaults, a note, and the file set aside',
    async (text) => {
      writeFileSync(join(folder, 'settings.json'), text);
      const settings = createSettings(folder);
      const { values, notes } = await settings.get();
      expect(values).toEqual({});
      expect(notes).toEqual([expect.stringContaining('settings.json was not valid')]);
      expect(readFileSync(join(folder, 'settings.json.broken'), 'utf8')).toBe(text);
      await settings.set({ theme: 'dark' });
      expect((await createSettings(folder).get()).values).toEqual({ theme: 'dark' });
    },
  );

  it('what cannot be written fails with a code, and the next write is tried again', async () => {
    writeFileSync(join(folder, 'blocked'), 'a file where the folder should be');
    const settings = createSettings(join(folder, 'blocked'));
    await expect(settings.set({ a: 1 })).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    rmSync(join(folder, 'blocked'));
    await settings.set({ b: 2 });
    expect((await createSettings(join(folder, 'blocked')).get()).values).toEqual({ a: 1, b: 2 });
  });
});

describe('recent files', () => {
  it('the latest first, each once, at most twelve', async () => {
    const recent = createRecentFiles(folder);
    for (let i = 0; i < 14; i++) await recent.add(`/data/seq${i}`);
    await recent.add('/data/seq5', 'five');
    const paths = (await recent.list()).map(({ path }) => path);
    expect(paths).toHaveLength(12);
    expect(paths.slice(0, 2)).toEqual(['/data/seq5', '/data/seq13']);
    expect((await createRecentFiles(folder).list())[0].name).toBe('five');
  });

  it('one that is gone stays listed, until it is forgotten', async () => {
    const recent = createRecentFiles(folder);
    mkdirSync(join(folder, 'seq'));
    await recent.add(join(folder, 'seq'));
    await recent.add(join(folder, 'gone'));
    expect((await recent.list()).map(({ name, exists }) => [name, exists])).toEqual([
      ['gone', false],
      ['seq', true],
    ]);
    await recent.forget(join(folder, 'gone'));
    expect((await recent.list()).map(({ name }) => name)).toEqual(['seq']);
  });

  it('a broken file means an empty list', async () => {
    writeFileSync(join(folder, 'recent.json'), '[{"path": 3}]');
    expect(await createRecentFiles(folder).list()).toEqual([]);
    expect(existsSync(join(folder, 'recent.json.broken'))).toBe(true);
  });
});

it('the folder is the platform’s own', () => {
  expect(defaultConfigFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/x/comove');
  expect(defaultConfigFolder({}, 'linux')).toMatch(/\.config\/comove$/);
  expect(defaultConfigFolder({}, 'darwin')).toMatch(/Application Support\/Comove$/);
  expect(defaultConfigFolder({ APPDATA: '/a' }, 'win32')).toMatch(/\/a.Comove$/);
});
