import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { discriminantOf } from '#core/estimators/infonet.ts';
import { donskerVaradhan } from '#core/infonet/donskerVaradhan.ts';
import { networks } from '#core/infonet/networks.ts';
import { addReflections, meanAnswer, reflectionCount } from '#core/infonet/reflections.ts';
import { createRandom } from '#core/random.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';

const cells = 32;
const size = cells * cells;
const random = createRandom(4);
const randomTable = () => Float32Array.from({ length: size }, () => random.normal());

/** Cell (i, j) of the table of a reflected sample lies here in the table of the sample itself. */
const turned = (table: Float32Array, alongX: boolean, alongY: boolean) =>
  table.map((_, at) => {
    const [i, j] = [Math.floor(at / cells), at % cells];
    return table[(alongX ? cells - 1 - i : i) * cells + (alongY ? cells - 1 - j : j)];
  });
const turns = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

describe('reflections', () => {
  it('are shown to the accurate network of short samples only', () => {
    expect(reflectionCount(networks.accurate, 500)).toBe(4);
    expect(reflectionCount(networks.accurate, 501)).toBe(1);
    expect(reflectionCount(networks.fast, 20)).toBe(1);
  });

  it('follow the pair in the batch, with the same statistics', () => {
    const network = { ...networks.fast, histogramCells: cells, statisticsCount: 2 };
    const histogram = new Float32Array(5 * size);
    const itself = randomTable();
    histogram.set(itself, size);
    const statistics = Float32Array.of(9, 9, 1, 2, 0, 0, 0, 0, 0, 0);
    addReflections(histogram, statistics, 1, network);
    turns.forEach(([alongX, alongY], k) =>
      expect(histogram.slice((1 + k) * size, (2 + k) * size)).toEqual(
        turned(itself, alongX, alongY),
      ),
    );
    expect(histogram.slice(0, size)).toEqual(new Float32Array(size));
    expect([...statistics]).toEqual([9, 9, 1, 2, 1, 2, 1, 2, 1, 2]);
  });

  it('answer together: the mean table, turned back, with its own value, and the mean estimate', () => {
    const tables = turns.map(randomTable);
    const histogram = randomTable().map(Math.abs);
    const sum = histogram.reduce((a, b) => a + b);
    const shares = histogram.map((n) => n / sum);
    const said = turns.map(([alongX, alongY], k) => turned(tables[k], alongX, alongY));
    const answer = meanAnswer(
      Float32Array.from(said.flatMap((table) => [...table])),
      Float32Array.of(1, 2, 3, 6),
      shares,
    );
    expect(answer.estimate).toBe(3);
    answer.table.forEach((theta, cell) => {
      const mean = tables.reduce((total, table) => total + table[cell], 0) / 4;
      expect(Math.abs(theta - mean)).toBeLessThan(1e-6);
    });
    expect(answer.dv).toBe(donskerVaradhan(shares, answer.table, cells));
    // The value is concave in the table.
    const mean = tables.reduce((t, table) => t + donskerVaradhan(shares, table, cells), 0) / 4;
    expect(answer.dv).toBeGreaterThan(mean);
  });

  it('make the estimate of a short sample the same when a variable is turned round', async () => {
    const folder = fileURLToPath(new URL('../../../../assets/models', import.meta.url));
    const models = createOnnxEngine(folder);
    for (let pair = 0; pair < 4; pair++) {
      const x = Float64Array.from({ length: 250 }, () => random.normal());
      const y = x.map((v) => Math.abs(v) + 0.3 * v + 0.5 * random.normal());
      const ranks = [x, y, y.map((v) => -v)].map(doubledMidranks);
      const samples = {
        variableCount: 3,
        sampleCount: 250,
        values: (variable: number) => Float64Array.from(ranks[variable]),
        ranks: (variable: number) => ranks[variable],
      };
      const of = (other: number) =>
        discriminantOf(samples, 0, other, models, { weights: 'accurate' });
      const [plain, reflected] = [await of(1), await of(2)];
      // But for samples that lie on the border of two cells: they count to the upper one, turned round or not. Without
      // the mean over reflections some of these pairs differ by .01 and more.
      expect(Math.abs(plain.estimate - reflected.estimate)).toBeLessThan(0.002);
      expect(Math.abs(plain.dv - reflected.dv)).toBeLessThan(0.002);
    }
  });
});
