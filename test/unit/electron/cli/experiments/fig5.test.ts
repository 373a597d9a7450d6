import { describe, expect, it } from 'vitest';
import { fig5 } from '#electron/cli/experiments/fig5.ts';
import { runParts } from './support/runParts.ts';

const settings = {
  seed: 1,
  dims: [2, 4],
  lengths: [50, 300],
  trials: 3,
  projections: 8,
  estimators: ['ksg:k=5', 'distance-correlation'],
};

describe('figure 5', { timeout: 30_000 }, () => {
  it('finds every dependence in few dimensions and many samples, and says beside what the truth is', async () => {
    const cells = await runParts(fig5, settings);
    expect(await runParts(fig5, settings)).toEqual(cells);
    const { tables, comparisons, figures } = fig5.report(cells, settings);
    const [{ columns, rows }] = tables;
    expect(rows).toHaveLength(2 * 2 * 3 * 2);
    const at = (name: string) => columns.indexOf(name);
    for (const row of rows) {
      const area = Number(row[at('auc')]);
      expect(area).toBeGreaterThanOrEqual(0);
      expect(area).toBeLessThanOrEqual(1);
      // Sliced information of .05 and more against nothing, 300 samples: all nine comparisons are right.
      if (row[at('n')] === 300 && row[at('d')] === 2) expect(area).toBe(1);
      expect(Number(row[at('true_sliced')])).toBeLessThan(Number(row[at('true_information')]));
    }
    expect(figures[0].figure.panels).toHaveLength(6);
    expect(comparisons[0].rows).toHaveLength(12);
  });

  it('keeps to the counts of the authors’ notebook unless it is quick', () => {
    expect(fig5.settings(false, [])).toMatchObject({
      dims: [16, 32, 64, 128],
      lengths: [50, 100, 150, 200, 250, 300],
      trials: 50,
      projections: 1024,
    });
    expect(fig5.parts(fig5.settings(true, []))).toHaveLength(8);
  });
});
