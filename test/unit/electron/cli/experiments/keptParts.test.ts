import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptParts } from '#electron/cli/experiments/keptParts.ts';

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'comove-parts-'))));
afterEach(() => rmSync(out, { recursive: true }));

const configuration = { seed: 1, counts: { ksg: 3 } };
const files = () => readdirSync(join(out, '.comove-parts'));

describe('openKeptParts', () => {
  it('finds what an earlier run of the same configuration has added', async () => {
    const first = await openKeptParts(out, 'fig4', configuration);
    expect(first.find('rho 0')).toBeUndefined();
    await first.add('rho 0', { ksg: [0.1, 0.25] });
    await first.add('rho 0.5', [1]);
    const second = await openKeptParts(out, 'fig4', configuration);
    expect(second.find('rho 0')).toEqual({ ksg: [0.1, 0.25] });
    expect(second.find('rho 0.5')).toEqual([1]);
    expect(second.find('rho 1')).toBeUndefined();
    expect(second.others).toEqual([]);
  });

  it('takes nothing of another configuration, and leaves it alone', async () => {
    await (await openKeptParts(out, 'fig4', configuration)).add('rho 0', 1);
    const [before] = files();
    const other = await openKeptParts(out, 'fig4', { ...configuration, seed: 2 });
    expect(other.find('rho 0')).toBeUndefined();
    expect(other.others).toEqual([before]);
    await other.add('rho 0', 2);
    await other.discard();
    expect(files()).toEqual([before]);
    expect((await openKeptParts(out, 'fig4', configuration)).find('rho 0')).toBe(1);
  });

  it('does not take the parts of another experiment for its own', async () => {
    await (await openKeptParts(out, 'fig4', configuration)).add('rho 0', 1);
    const other = await openKeptParts(out, 'fig', configuration);
    expect(other.find('rho 0')).toBeUndefined();
  });

  it('drops a line that the interruption cut short, and can go on after it', async () => {
    const first = await openKeptParts(out, 'fig4', configuration);
    await first.add('rho 0', 1);
    const file = join(out, '.comove-parts', files()[0]);
    appendFileSync(file, '{"key":"rho 0.5","resu');
    const second = await openKeptParts(out, 'fig4', configuration);
    expect(second.find('rho 0')).toBe(1);
    expect(second.find('rho 0.5')).toBeUndefined();
    await second.add('rho 0.5', 2);
    const third = await openKeptParts(out, 'fig4', configuration);
    expect([third.find('rho 0'), third.find('rho 0.5')]).toEqual([1, 2]);
    expect(readFileSync(file, 'utf8')).not.toContain('resu{');
  });

  it('takes its file and its empty folder away', async () => {
    const parts = await openKeptParts(out, 'fig4', configuration);
    await parts.add('rho 0', 1);
    await parts.discard();
    expect(readdirSync(out)).toEqual([]);
  });

  it('has nothing to take away where no part was finished', async () => {
    await (await openKeptParts(out, 'fig4', configuration)).discard();
    expect(readdirSync(out)).toEqual([]);
  });

  it('refuses a result that JSON cannot hold', async () => {
    const parts = await openKeptParts(out, 'fig4', configuration);
    await expect(parts.add('rho 0', { ksg: NaN })).rejects.toThrow(RangeError);
  });
});
