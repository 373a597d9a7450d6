import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '#electron/host/files/writeFileAtomic.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'comove-atomic-'));
});
afterEach(() => rmSync(base, { recursive: true }));

describe('writeFileAtomic', () => {
  it('writes new files and over old ones, and leaves nothing beside them', async () => {
    const file = join(base, 'deep/er/map.json');
    await writeFileAtomic(file, 'one');
    await writeFileAtomic(file, new TextEncoder().encode('two'));
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(join(base, 'deep/er'))).toEqual(['map.json']);
  });

  it('says which file could not be written and why, and leaves nothing beside it', async () => {
    const file = join(base, 'taken');
    mkdirSync(join(file, 'inside'), { recursive: true });
    await expect(writeFileAtomic(file, 'one')).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      file,
      message: expect.stringContaining(`${file} could not be written: `),
    });
    expect(existsSync(join(file, 'inside'))).toBe(true);
    expect(readdirSync(base)).toEqual(['taken']);
  });
});
