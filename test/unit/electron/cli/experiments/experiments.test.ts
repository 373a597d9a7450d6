import { describe, expect, it } from 'vitest';
import { a9 } from '#electron/cli/experiments/a9.ts';
import type {
  Experiment,
  PartContext,
  Report,
  Settings,
} from '#electron/cli/experiments/experiment.ts';
import { compute } from '#electron/cli/experiments/compute.ts';
import { fig13 } from '#electron/cli/experiments/fig13.ts';
import { fig4 } from '#electron/cli/experiments/fig4.ts';
import { fig7 } from '#electron/cli/experiments/fig7.ts';
import { fig8 } from '#electron/cli/experiments/fig8.ts';
import { experiments, findExperiments } from '#electron/cli/experiments/registry.ts';
import { table1 } from '#electron/cli/experiments/table1.ts';
import { table2 } from '#electron/cli/experiments/table2.ts';
import { table3 } from '#electron/cli/experiments/table3.ts';
import { tableBmi } from '#electron/cli/experiments/tableBmi.ts';
import type { Json } from '#electron/host/results/json.ts';
import { figureSvg } from '#electron/host/figures/figureSvg.ts';
import { findInstallation } from '#electron/host/installation.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';

const installation = findInstallation(import.meta.dirname);
const context: PartContext = {
  models: createOnnxEngine(installation.modelsFolder),
  signal: new AbortController().signal,
  command: {
    installation,
    signal: new AbortController().signal,
    print: () => {},
    printDocument: () => {},
    note: () => {},
    progress: () => {},
    showProgress: () => {},
    defer: () => {},
  },
  progress: () => {},
};

/** Everything that a run does, at counts that only a test would ask for. */
async function tiny<S extends Settings, R extends Json>(
  experiment: Experiment<S, R>,
  changes: Partial<S>,
): Promise<Report> {
  const settings = { ...experiment.settings(true, []), ...changes };
  const results: R[] = [];
  for (const part of experiment.parts(settings)) results.push(await part.run(context));
  const report = experiment.report(results, settings);
  expect(report.figures.length).toBeGreaterThan(0);
  for (const { figure } of report.figures) {
    const svg = figureSvg(figure);
    expect(figureSvg(figure)).toBe(svg);
    expect(svg).not.toContain('NaN');
    expect(svg.length).toBeLessThan(100_000);
  }
  for (const { columns, rows } of [...report.tables, ...report.comparisons])
    for (const row of rows) expect(row).toHaveLength(columns.length);
  return report;
}

/** Rows of the numbers as records. */
function rowsOf({ tables: [{ columns, rows }] }: Report) {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}

describe('experiments', { timeout: 60_000 }, () => {
  it('are listed under different names, parts have different keys', () => {
    const names = experiments.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const experiment of experiments) {
      expect(findExperiments(experiment.name)).toEqual([experiment]);
      if (experiment.takesSequences) continue;
      for (const quick of [true, false]) {
        const keys = experiment.parts(experiment.settings(quick, [])).map(({ key }) => key);
        expect(new Set(keys).size, experiment.name).toBe(keys.length);
      }
    }
    expect(findExperiments('all')).toEqual(experiments);
    expect(() => findExperiments('fig99')).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('compare the fast network as well where it is shipped', () => {
    const counts = (networks: string[]) =>
      Object.keys(table3.settings(true, [], networks).counts).filter((word) =>
        word.startsWith('infonet'),
      );
    expect(counts(['infonet'])).toEqual(['infonet']);
    expect(counts(['infonet', 'infonet-fast'])).toEqual(['infonet', 'infonet:weights=fast']);
    const methods = table1.settings(true, [], ['infonet', 'infonet-fast']).methods;
    expect(methods.filter(({ method }) => method === 'infonet:weights=fast')).toHaveLength(2);
  });

  it('fig4: truths are the closed form, and estimates lie about them', async () => {
    const report = await tiny(fig4, { counts: { infonet: 4, ksg: 4 } });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(19 * 4);
    for (const { parameter, truth, method, mean_error } of rows) {
      expect(truth).toBeCloseTo(-Math.log(1 - Number(parameter) ** 2) / 2, 12);
      // sd(pointwise) is |rho|; four of them over the square root of four times 2,000 samples, and the bias of the
      // table alone, at most .03.
      if (method === 'oracle') expect(Math.abs(Number(mean_error))).toBeLessThan(0.045);
      else expect(Math.abs(Number(mean_error)), String(method)).toBeLessThan(0.1);
    }
    expect(report.comparisons[0].rows.every((row) => row[2] === 'not stated')).toBe(true);
  });

  it('fig8: an increasing map leaves the truth, the oracle and InfoNet as they were', async () => {
    const counts = { infonet: 1 };
    const mapped = rowsOf(await tiny(fig8, { counts, sampleCount: 400 }));
    expect(mapped).toHaveLength(3 * 19 * 3);
    const own = mapped.filter(({ family }) => family === 'half-cube');
    const plain = rowsOf(await tiny(fig4, { counts, sampleCount: 400, seed: 8 }));
    expect(own.map(({ family: _, ...rest }) => rest)).toEqual(
      plain.map(({ family: _, ...rest }) => rest),
    );
    const noise = mapped.find(({ family, parameter }) => family !== 'asinh' && parameter === 0.75);
    expect(noise?.truth).toBeCloseTo(1 / 3, 12);
  });

  it('table1: a positive time for every method and length', async () => {
    const methods = [
      { method: 'pearson', batch: 1 },
      { method: 'infonet', batch: 4 },
    ];
    const report = await tiny(table1, { seconds: 0, sampleCounts: [50, 100], methods });
    expect(rowsOf(report)).toHaveLength(4);
    for (const { milliseconds, runs } of rowsOf(report)) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(runs).toBe(1);
    }
  });

  it('table2: errors of each level, of as many mixtures as were asked for', async () => {
    const report = await tiny(table2, {
      sampleCount: 300,
      perLevel: 2,
      perPart: 1,
      counts: { pearson: 1 },
    });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(10 * 2);
    for (const { method, mixtures, mean_error, variance, rmse, truth_error } of rows) {
      expect(mixtures).toBe(2);
      expect(Number(rmse) ** 2).toBeCloseTo(Number(mean_error) ** 2 + Number(variance), 10);
      // 40,000 draws of a pointwise deviation of at most 1.5 nats.
      expect(truth_error).toBeLessThan(0.01);
      if (method === 'oracle') expect(rmse).toBeLessThan(0.3);
    }
    expect(report.comparisons[0].rows[9][1]).toContain('-0.138');
    expect(report.comparisons[0].rows[0][1]).toBe('not stated');
  });

  it('table3: shares of right orders, the oracle among them', async () => {
    const report = await tiny(table3, {
      sampleCount: 500,
      triplets: 6,
      perPart: 4,
      truthDraws: 4000,
      components: [1, 3],
      counts: { 'gaussian-copula': 100 },
    });
    const rows = rowsOf(report);
    expect(rows.filter(({ least_difference }) => least_difference === 0)).toHaveLength(4);
    for (const { method, triplets, order_accuracy, least_difference } of rows) {
      if (least_difference === 0) expect(triplets).toBe(6);
      if (order_accuracy === null) continue;
      expect(order_accuracy).toBeLessThanOrEqual(1);
      // With six triplets a single wrong answer is a sixth.
      if (method === 'oracle') expect(order_accuracy).toBeGreaterThanOrEqual(4 / 6);
    }
    expect(report.comparisons[0].rows.at(-1)?.[1]).toBe('99.0 to 99.8');
  });

  it('fig7: one row a mixture, estimates missing where an estimator got fewer', async () => {
    const report = await tiny(fig7, {
      sampleCount: 200,
      mixtures: 3,
      truthDraws: 800,
      components: [1, 2],
      counts: { spearman: 3, histogram: 1 },
    });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ histogram }) => histogram === null)).toHaveLength(4);
    expect(rows.every(({ spearman }) => typeof spearman === 'number')).toBe(true);
  });

  it('table-bmi: closed forms where there are some, standard errors where not', async () => {
    const report = await tiny(tableBmi, {
      sampleCounts: [100, 200],
      truthDraws: 8000,
      counts: { ksg: 2 },
    });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(6 * 2 * 2);
    expect(rows[0].information).toBeCloseTo(-Math.log(1 - 0.75 ** 2) / 2, 12);
    expect(rows.filter(({ information_error }) => information_error !== 0)).toHaveLength(2 * 4);
  });

  it('a9: InfoNet says the same of samples and of their ranks, to the last bit', async () => {
    const report = await tiny(a9, { sampleCount: 300, truthDraws: 800, shown: 40 });
    for (const { infonet_as_drawn, infonet_as_ranks } of rowsOf(report))
      expect(infonet_as_ranks).toBe(infonet_as_drawn);
    const [, samples] = report.tables;
    expect(samples.rows).toHaveLength(5 * 40);
    for (const [, , , u, v] of samples.rows)
      for (const share of [u, v]) expect(Number(share) > 0 && Number(share) < 1).toBe(true);
  });

  it('fig13: the smoothed table is flatter and its value no higher; three tables a distribution', async () => {
    const report = await tiny(fig13, { truthDraws: 8000 });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(3 * 2);
    for (const [without, smooth] of [0, 1, 2].map((i) => rows.slice(2 * i, 2 * i + 2))) {
      expect(Number(smooth.roughness)).toBeLessThan(Number(without.roughness));
      expect(Math.abs(Number(smooth.dv) - Number(without.dv))).toBeLessThan(0.05);
      expect(smooth.estimate).toBe(without.estimate);
    }
    // -log(1 - .64) / 2, within four standard errors of 8,000 draws of deviation .8.
    expect(Math.abs(Number(rows[0].truth) - 0.5108)).toBeLessThan(0.036);
    expect(report.figures[0].figure.panels).toHaveLength(9);
  });

  it('compute: several views tell another number of a long sample; a short one has them anyway', async () => {
    const report = await tiny(compute, { sampleCounts: [200, 1000], perLevel: 4, perPart: 2 });
    const rows = rowsOf(report);
    expect(rows).toHaveLength(2 * 3);
    const of = (name: string, length: number) =>
      rows.find(({ method, samples }) => method === name && samples === length)!;
    for (const { mixtures, rmse, oracle_rmse, microseconds } of rows) {
      expect(mixtures).toBe(40);
      expect(microseconds).toBeGreaterThan(0);
      // Knowing the density beats any estimator, by more than forty mixtures scatter.
      expect(rmse).toBeGreaterThan(Number(oracle_rmse));
    }
    expect(of('infonet:weights=thorough', 200).rmse).toBe(of('infonet', 200).rmse);
    expect(of('infonet:weights=thorough', 1000).rmse).not.toBe(of('infonet', 1000).rmse);
    expect(report.figures[0].figure.panels.map(({ title }) => title)).toEqual([
      '200 samples',
      '1000 samples',
    ]);
  });
});
