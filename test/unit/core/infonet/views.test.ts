import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unbent, type Bend } from '#core/copula/bend.ts';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { discriminantOf } from '#core/estimators/infonet.ts';
import { donskerVaradhan } from '#core/infonet/donskerVaradhan.ts';
import { networks, type NetworkName } from '#core/infonet/networks.ts';
import { createViewWriter, meanAnswer, viewCount, viewsOf } from '#core/infonet/views.ts';
import { createRandom } from '#core/random.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';

const cells = 32;
const size = cells * cells;
const random = createRandom(4);
const randomTable = () => Float32Array.from({ length: size }, () => random.normal());

/** Cell (i, j) of the table of a reflected sample lies here in the table of the sample itself. */
const turned = (table: Float32Array, alongX: boolean, alongY: boolean, side = cells) =>
  table.map((_, at) => {
    const [i, j] = [Math.floor(at / side), at % side];
    return table[(alongX ? side - 1 - i : i) * side + (alongY ? side - 1 - j : j)];
  });

const models = createOnnxEngine(
  fileURLToPath(new URL('../../../../assets/models', import.meta.url)),
);
const views = viewsOf(networks.accurate, 400);
const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());

/** What the accurate network says of two of these variables. */
function discriminantsOf(...variables: Float64Array[]) {
  const ranks = variables.map(doubledMidranks);
  const samples = {
    variableCount: ranks.length,
    sampleCount: ranks[0].length,
    values: (variable: number) => variables[variable],
    ranks: (variable: number) => ranks[variable],
  };
  return (one: number, other: number) =>
    discriminantOf(samples, one, other, models, { weights: 'accurate' });
}

describe('views', () => {
  it('are several of short samples, for the accurate network, and of any, for the thorough one', () => {
    const count = (name: NetworkName, samples: number) =>
      viewCount(viewsOf(networks[name], samples));
    expect([501, 100_000].map((samples) => count('thorough', samples))).toEqual([6, 6]);
    for (const samples of [500, 250])
      expect(viewsOf(networks.thorough, samples)).toBe(viewsOf(networks.accurate, samples));
    expect([count('accurate', 501), count('fast', 20)]).toEqual([1, 1]);
    // The shorter ones are bent farther, and in more ways.
    expect([500, 251, 250, 1].map((samples) => count('accurate', samples))).toEqual([6, 6, 10, 10]);
  });

  it('of one are written as the featurizer writes them', () => {
    const network = networks.fast;
    const featurizer = network.createFeaturizer(100);
    const [x, y] = [normals(100), normals(100)].map((v) => variableCells(doubledMidranks(v)));
    const [one, other] = [
      featurizer,
      { write: createViewWriter(viewsOf(network, 100), featurizer, network) },
    ].map(({ write }) => {
      const histogram = new Float32Array(2 * size);
      const statistics = new Float32Array(2 * network.statisticsCount);
      write(x, y, 1, histogram, statistics);
      return { histogram, statistics };
    });
    expect(other).toEqual(one);
    expect(one.histogram.some((n) => n > 0)).toBe(true);
  });

  it('follow each other in the batch: two of the pair itself, two of each bend, turned', () => {
    const network = networks.accurate;
    const big = network.histogramCells ** 2;
    const featurizer = network.createFeaturizer(100);
    const [x, y] = [normals(100), normals(100)].map((v) => variableCells(doubledMidranks(v)));
    const histogram = new Float32Array(8 * big);
    const statistics = new Float32Array(8 * network.statisticsCount);
    createViewWriter(views, featurizer, network)(x, y, 1, histogram, statistics);
    const by = (quarters: number): Bend => ({ quarters, middle: 0 });
    const expected = [
      [unbent, false, false],
      [unbent, true, true],
      [by(1 / 64), true, false],
      [by(1 / 64), false, true],
      [by(-1 / 64), true, false],
      [by(-1 / 64), false, true],
    ] as const;
    expected.forEach(([bend, alongX, alongY], view) => {
      const shares = new Float32Array(big);
      const counted = new Float32Array(network.statisticsCount);
      featurizer.write(x.bent(bend), y.bent(bend), 0, shares, counted);
      const place = 1 + view;
      expect(histogram.slice(place * big, (place + 1) * big)).toEqual(
        turned(shares, alongX, alongY, network.histogramCells),
      );
      const at = place * network.statisticsCount;
      expect(statistics.slice(at, at + network.statisticsCount)).toEqual(counted);
    });
    for (const untouched of [histogram.subarray(0, big), histogram.subarray(7 * big)])
      expect(untouched.every((n) => n === 0)).toBe(true);
  });

  it('answer together: the mean estimate, the mean table of the pair’s own cells, turned back, with its value', () => {
    const tables = Array.from({ length: 6 }, randomTable);
    const histogram = randomTable().map(Math.abs);
    const sum = histogram.reduce((a, b) => a + b);
    const shares = histogram.map((n) => n / sum);
    const said = [tables[0], turned(tables[1], true, true), ...tables.slice(2)];
    const answer = meanAnswer(
      views,
      Float32Array.from(said.flatMap((table) => [...table])),
      Float32Array.of(1, 2, 3, 6, 8, 4),
      shares,
    );
    expect(answer.estimate).toBe(4);
    answer.table.forEach((theta, cell) => {
      const mean = (tables[0][cell] + tables[1][cell]) / 2;
      expect(Math.abs(theta - mean)).toBeLessThan(1e-6);
    });
    expect(answer.dv).toBe(donskerVaradhan(shares, answer.table, cells));
    // The value is concave in the table.
    const [one, two] = tables.map((table) => donskerVaradhan(shares, table, cells));
    expect(answer.dv).toBeGreaterThan((one + two) / 2);
  });

  it.each([500, 250])(
    'of %d samples are the same when both variables are turned round',
    (count) => {
      const shown = viewsOf(networks.accurate, count).flatMap(({ bend, reflections }) =>
        reflections.map(([alongX, alongY]) => ({ ...bend, alongX, alongY })),
      );
      // -0 is 0 here.
      const names = shown.map((view) => JSON.stringify(view));
      // An axis that is turned round is bent as far by the opposite m, and turned once more.
      const turnedRound = shown.map(({ quarters, middle, alongX, alongY }) =>
        JSON.stringify({ quarters, middle: -middle, alongX: !alongX, alongY: !alongY }),
      );
      expect(turnedRound.sort()).toEqual(names.sort());
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it('give a short sample the same estimate when its variables change places', async () => {
    const x = normals(120);
    const y = x.map((v) => v * v + 0.3 * random.normal());
    const of = discriminantsOf(x, y);
    const [plain, swapped] = [await of(0, 1), await of(1, 0)];
    // Issue 3, line 6.
    expect(Math.abs(plain.estimate - swapped.estimate)).toBeLessThan(1e-5);
  });

  it('give a short sample the same estimate when both variables are turned round, or change places', async () => {
    for (let pair = 0; pair < 4; pair++) {
      // No rank of 256 samples lies on a border, of which it would count to the upper cell, turned round or not.
      const x = normals(256);
      const y = x.map((v) => Math.abs(v) + 0.3 * v + 0.5 * random.normal());
      const of = discriminantsOf(x, y, ...[x, y].map((values) => values.map((v) => -v)));
      const [plain, reflected, swapped] = [await of(0, 1), await of(2, 3), await of(1, 0)];
      // Issue 3, line 6.
      expect(Math.abs(plain.estimate - swapped.estimate)).toBeLessThan(1e-5);
      // Without the mean over views some of these pairs differ by .01 and more.
      expect(Math.abs(plain.estimate - reflected.estimate)).toBeLessThan(1e-5);
      expect(Math.abs(plain.dv - reflected.dv)).toBeLessThan(1e-5);
    }
  });
});
