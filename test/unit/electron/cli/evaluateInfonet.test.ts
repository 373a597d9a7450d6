import { describe, expect, it } from 'vitest';
import { main } from '#electron/cli/main.ts';
import { findInstallation } from '#electron/host/installation.ts';

const installation = findInstallation(import.meta.dirname);

async function run(...args: string[]) {
  let [out, error] = ['', ''];
  const code = await main(['evaluate-infonet', ...args], {
    installation,
    signal: new AbortController().signal,
    streams: { out: (text) => (out += text), error: (text) => (error += text) },
    terminal: false,
  });
  return { code, out, error };
}

describe('comove evaluate-infonet', () => {
  it('judges the network, its table and the oracle at every level and on every copula', async () => {
    const { code, out } = await run('--n', '500', '--per-level', '4', '--json');
    expect(code).toBe(0);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ unit: 'nats', n: 500, per_level: 4 });
    expect(document.levels).toHaveLength(10);
    for (const { figures } of [...document.levels, ...document.copulas]) {
      expect(Object.keys(figures)).toEqual(['oracle', 'infonet', 'infonet.dv']);
      expect(figures.infonet.count).toBe(4);
    }
    // At N = 500 the oracle's mean RMSE is about .037 and the network's .055; from 40 pairs, within half of it.
    expect(document.mean_rmse.oracle).toBeLessThan(0.06);
    expect(document.mean_rmse.infonet).toBeLessThan(0.09);
  }, 120_000);

  it.each([
    [['--n', '1'], '--n 1', '2 or more'],
    [['--per-level', '0'], '--per-level 0', '1 or more'],
    [['--factor', '-3'], '--factor', 'above 0'],
  ])('refuses %j with exit code 2', async (args, ...said) => {
    const { code, error } = await run(...args);
    expect(code).toBe(2);
    for (const words of said) expect(error).toContain(words);
  });
});
