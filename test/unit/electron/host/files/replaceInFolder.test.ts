import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestName } from '#electron/host/files/manifest.ts';
import { replaceInFolder } from '#electron/host/files/replaceInFolder.ts';

let base: string;
let target: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'comove-replace-'));
  target = join(base, 'new/out');
});
afterEach(() => rmSync(base, { recursive: true }));

/** Writes every name with the given text, except those left out. */
const put = (names: readonly string[], text: string, leftOut: readonly string[] = []) =>
  replaceInFolder(target, names, async (temporary) => {
    for (const name of names)
      if (!leftOut.includes(name)) await writeFile(join(temporary, name), text);
  });

/** All files below the target with their text. */
function content(): Record<string, string> {
  const files = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== manifestName)
    .map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1))
    .sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(target, name), 'utf8')]));
}

describe('replaceInFolder', () => {
  it('makes the folder, and lists what it wrote', async () => {
    await put(['a.csv', 'masks/0.png'], 'one');
    expect(content()).toEqual({ 'a.csv': 'one', 'masks/0.png': 'one' });
    expect(JSON.parse(readFileSync(join(target, manifestName), 'utf8'))).toEqual({
      files: ['a.csv', 'masks/0.png'],
    });
  });

  it('replaces the earlier set, takes away what it leaves over, and keeps all that is foreign', async () => {
    await put(['a.csv', 'b.csv', 'masks/0.png', 'masks/1.png'], 'one');
    writeFileSync(join(target, 'masks/mine.png'), 'mine');
    writeFileSync(join(target, 'notes.txt'), 'mine');
    await put(['a.csv', 'masks/0.png'], 'two');
    expect(content()).toEqual({
      'a.csv': 'two',
      'b.csv': 'one',
      'masks/0.png': 'two',
      'masks/mine.png': 'mine',
      'notes.txt': 'mine',
    });
    // Still known as Comove's own, so it can be replaced later.
    await put(['b.csv'], 'three');
    expect(content()['b.csv']).toBe('three');
  });

  it("refuses, before any work, to replace a file of the user's", async () => {
    mkdirSync(join(target, 'masks'), { recursive: true });
    writeFileSync(join(target, 'masks/0.png'), 'mine');
    let worked = false;
    const attempt = replaceInFolder(target, ['a.csv', 'masks/0.png'], async () => {
      worked = true;
    });
    await expect(attempt).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      file: join(target, 'masks/0.png'),
    });
    expect(worked).toBe(false);
    expect(content()).toEqual({ 'masks/0.png': 'mine' });
    expect(readdirSync(target)).toEqual(['masks']);
  });

  it('a full disk leaves what was there, and no folder where there was none', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const fill = async (temporary: string) => {
      await writeFile(join(temporary, 'a.csv'), 'half');
      throw full;
    };
    await expect(replaceInFolder(target, ['a.csv'], fill)).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: `${target} could not be written: the disk is full.`,
      file: target,
    });
    expect(existsSync(join(base, 'new'))).toBe(false);

    await put(['a.csv'], 'one');
    await expect(replaceInFolder(target, ['a.csv'], fill)).rejects.toThrow('the disk is full');
    expect(content()).toEqual({ 'a.csv': 'one' });
    expect(readdirSync(target)).toEqual(['a.csv', manifestName]);
  });

  it('a failure in the middle of the moves moves back what had been moved', async () => {
    await put(['a.csv', 'b.csv'], 'one');
    const before = readFileSync(join(target, manifestName), 'utf8');
    await expect(
      put(['a.csv', 'b.csv', 'masks/0.png', 'z.csv'], 'two', ['z.csv']),
    ).rejects.toThrow();
    expect(content()).toEqual({ 'a.csv': 'one', 'b.csv': 'one' });
    expect(readFileSync(join(target, manifestName), 'utf8')).toBe(before);
    expect(readdirSync(target)).toEqual(['a.csv', 'b.csv', manifestName]);
  });

  it('never leaves the folder: not by its list, not by a link', async () => {
    const outside = join(base, 'private');
    mkdirSync(outside);
    writeFileSync(join(outside, '0.png'), 'private');
    mkdirSync(target, { recursive: true });
    const files = ['masks/../../../private/0.png', '/etc/passwd', 'masks/0.png'];
    writeFileSync(join(target, manifestName), JSON.stringify({ files }));
    await put(['masks/1.png'], 'one');
    expect(readFileSync(join(outside, '0.png'), 'utf8')).toBe('private');

    rmSync(join(target, 'masks'), { recursive: true });
    symlinkSync(outside, join(target, 'masks'));
    await expect(put(['masks/0.png'], 'two')).rejects.toMatchObject({ code: 'FORBIDDEN_PATH' });
    expect(readFileSync(join(outside, '0.png'), 'utf8')).toBe('private');
  });

  it("does not take another program's file for its list", async () => {
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, manifestName), 'something else');
    await expect(put(['a.csv'], 'one')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(readFileSync(join(target, manifestName), 'utf8')).toBe('something else');
  });
});
