import { describe, expect, it } from 'vitest';
import { a6 } from '#electron/cli/experiments/a6.ts';
import { figureSvg } from '#electron/host/figures/figureSvg.ts';
import { runParts } from './support/runParts.ts';

const settings = {
  seed: 1,
  dims: [1, 3],
  sampleCount: 500,
  triplets: 4,
  projections: [10, 40],
  truthDirections: 1000,
  // These vectors are Gaussian: its estimate of a projection is nearly the truth.
  estimator: 'gaussian-copula',
};

describe('appendix A.6', { timeout: 30_000 }, () => {
  it('orders pairs of vectors, beside what the projections allow', async () => {
    const results = await runParts(a6, settings);
    expect(await runParts(a6, settings)).toEqual(results);
    const report = a6.report(results, settings);
    const [{ columns, rows }] = report.tables;
    const records = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    expect(records.map(({ d, projections }) => [d, projections])).toEqual([
      [1, 10],
      [1, 40],
      [3, 10],
      [3, 40],
    ]);
    for (const record of records) {
      // The estimates of the projections: off by .05 at N = 500, less in the mean over 40.
      expect(Number(record.rmse)).toBeLessThan(0.1);
      if (record.d !== 1) continue;
      // Vectors of one dimension have but one projection: sliced information is information.
      expect(record.oracle_order_accuracy).toBe(1);
      expect(record.sliced_order_accuracy).toBe(1);
      expect(record.order_accuracy).toBeGreaterThanOrEqual(0.75);
    }
    // Two entries a triplet, and the first of few projections are those of many.
    expect(results[1].information).toHaveLength(8);
    expect(results[1].estimates[0]).not.toEqual(results[1].estimates[1]);
    expect(figureSvg(report.figures[0].figure)).not.toContain('NaN');
  });

  it('keeps to the paper’s dimensions and projections unless it is quick', () => {
    expect(a6.settings(false, [])).toMatchObject({
      dims: [2, 3, 4, 5, 6, 7, 8, 9, 10],
      projections: [100, 500, 1500],
    });
  });
});
