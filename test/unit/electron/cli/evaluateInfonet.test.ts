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

  it('takes several lengths, other estimators, and what rounding changes', async () => {
    const { code, out } = await run(
      ...['--n', '64,128', '--per-level', '1', '--estimator', 'ksg', '--rounding', '--json'],
    );
    expect(code).toBe(0);
    const { evaluations } = JSON.parse(out);
    expect(evaluations.map(({ n }: { n: number }) => n)).toEqual([64, 128]);
    for (const { rounding, mean_rmse } of evaluations) {
      expect(Object.keys(mean_rmse)).toEqual(['oracle', 'infonet', 'infonet.dv', 'ksg']);
      expect(rounding).toHaveLength(6);
      expect(rounding[5]).toMatchObject({ levels: 100, variables: 'both', tolerance: 0.01 });
      // 128 samples fall on 2000 levels nearly as they lie: ranks, and so the network's input, hardly change.
      expect(rounding[0].figures.infonet.mean_amount).toBeLessThan(0.05);
    }
  }, 120_000);

  it('finds what ranks alone can tell of a band, when it is asked', async () => {
    const small = ['--n', '20', '--per-level', '1', '--rank-limit', '3'];
    const { code, out } = await run(...small, '--json');
    expect(code).toBe(0);
    const { rank_limit } = JSON.parse(out);
    expect(rank_limit).toMatchObject({ widths: [0.08, 0.125], pairs: 3 });
    const lines = (await run(...small)).out.split('\n');
    const line = lines.find((each) => each.startsWith('additive uniform noise 0.08 to 0.125'));
    expect(line).toContain(rank_limit.rmse.toFixed(4));
    expect(line).toContain(rank_limit.oracle_rmse.toFixed(4));
  }, 120_000);

  it('draws mixtures as the reference code does, and judges the order of triplets by components', async () => {
    const small = ['--n', '200', '--per-level', '1', '--triplets', '2'];
    const { code, out } = await run(...small, '--covariances', 'reference', '--json');
    expect(code).toBe(0);
    const { covariances, triplets } = JSON.parse(out);
    expect(covariances).toBe('reference');
    expect(triplets.by_components).toHaveLength(10);
    for (const [k, row] of triplets.by_components.entries()) {
      expect(row).toMatchObject({ components: k + 1, triplets: 2 });
      expect(Object.keys(row.order_accuracy)).toEqual(['oracle', 'infonet', 'infonet.dv']);
      // Two triplets are in order both, one of them, or none.
      expect([0, 0.5, 1]).toContain(row.order_accuracy.infonet);
    }
    expect(triplets.apart.triplets).toBeLessThanOrEqual(20);
    const lines = (await run(...small)).out.split('\n');
    expect(lines.filter((line) => /^of \d+ components?/.test(line))).toHaveLength(10);
  }, 120_000);

  it.each([
    [['--covariances', 'wide'], '--covariances', 'reference'],
    [['--n', '1'], '--n', '2 or more'],
    [['--n', '500,many'], '--n', 'whole number'],
    [['--estimator', 'kgs'], '--estimator', 'ksg'],
    [['--per-level', '0'], '--per-level 0', '1 or more'],
    [['--triplets', '0'], '--triplets 0', '1 or more'],
    [['--factor', '-3'], '--factor', 'above 0'],
  ])('refuses %j with exit code 2', async (args, ...said) => {
    const { code, error } = await run(...args);
    expect(code).toBe(2);
    for (const words of said) expect(error).toContain(words);
  });
});
