import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '#electron/cli/main.ts';
import { findInstallation } from '#electron/host/installation.ts';

const out = mkdtempSync(join(tmpdir(), 'comove-reproduce-'));
afterAll(() => rmSync(out, { recursive: true }));

async function run(...args: string[]) {
  let [text, error] = ['', ''];
  const code = await main(['reproduce', ...args], {
    installation: findInstallation(import.meta.dirname),
    signal: new AbortController().signal,
    streams: { out: (more) => (text += more), error: (more) => (error += more) },
    terminal: false,
  });
  return { code, text, error };
}

describe('comove reproduce', () => {
  it.each([[[]], [['--list']]])('%j lists the experiments', async (args) => {
    const { code, text } = await run(...args);
    expect(code).toBe(0);
    expect(text).toMatch(/^table1 +Table 1: /m);
    expect(text).toMatch(/^fig4 +Figure 4: /m);
  });

  it('--list --json is one document', async () => {
    const { text } = await run('--list', '--json');
    const { experiments } = JSON.parse(text);
    expect(experiments.map(({ name }: { name: string }) => name)).toContain('table1');
    for (const { title, summary } of experiments) expect(title && summary).toBeTruthy();
  });

  it('refuses an unknown name, with the good ones', async () => {
    const { code, error } = await run('fig99');
    expect(code).toBe(2);
    expect(error).toContain("'fig99'");
    expect(error).toContain('fig4');
  });

  it('refuses sequences where no experiment looks at them', async () => {
    const { code, error } = await run('fig4', 'assets/sample');
    expect(code).toBe(2);
    expect(error).toContain('assets/sample');
  });

  it('runs one, prints the document that it writes, and names machine and sources', async () => {
    const { code, text } = await run('a9', '--quick', '--out', out, '--json');
    expect(code).toBe(0);
    const document = JSON.parse(text);
    expect(document).toMatchObject({ experiment: 'a9', quick: true, figures: ['figure.svg'] });
    expect(document.machine).toMatch(/cores?, .* node \d/);
    expect(document.commit).toMatch(/^([0-9a-f]{12}|version )/);
    expect(document.models.infonet).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(out, 'a9/numbers.json'), 'utf8')).toBe(text);
  }, 60_000);
});
