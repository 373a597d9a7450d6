import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks, type RankArray } from '#core/copula/ranks.ts';
import { discriminantOf, infonet, infonetTable } from '#core/estimators/infonet.ts';
import type { EstimateBlock, ModelRunner, SampleTable } from '#core/estimators/estimator.ts';
import { donskerVaradhan } from '#core/infonet/donskerVaradhan.ts';
import { createRandom } from '#core/random.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';
import { paperProtocol, randomMixture } from '#core/infonet/evaluation/gaussianMixture.ts';
import { tableCells } from '#core/infonet/networkContract.ts';
import { networkNames, networks, type NetworkName } from '#core/infonet/networks.ts';
import {
  createViewWriter,
  meanAnswer,
  onTableCells,
  viewCount,
  viewsOf,
} from '#core/infonet/views.ts';
import accurate from '../../../golden/infonet/infonet.json' with { type: 'json' };
import fast from '../../../golden/infonet/infonet-fast.json' with { type: 'json' };

const models = createOnnxEngine(
  fileURLToPath(new URL('../../../../assets/models', import.meta.url)),
);

function tableOfRanks(ranks: RankArray[]): SampleTable {
  return {
    variableCount: ranks.length,
    sampleCount: ranks[0].length,
    values: (variable) => Float64Array.from(ranks[variable]),
    ranks: (variable) => ranks[variable],
  };
}

const tableOf = (...variables: number[][]) =>
  tableOfRanks(variables.map((values) => doubledMidranks(Float64Array.from(values))));

/** PyTorch has the views of the accurate network, which the thorough one is shown too up to 500 samples. */
const golden = { fast, accurate, thorough: accurate.filter(({ x }) => x.length <= 500) };

async function estimateWith(weights: NetworkName, samples: SampleTable, pairs: number[]) {
  const blocks: EstimateBlock[] = [];
  for await (const block of infonet.estimate(samples, Uint32Array.from(pairs), {
    models,
    options: { weights },
  }))
    blocks.push(block);
  return {
    blocks,
    values: blocks.flatMap((block) => [...block.values]),
    dv: blocks.flatMap((block) => [...(block.extras?.dv ?? [])]),
  };
}

/** What build/train has in its golden files: what the network says of a pair in all its views. */
async function answerTo(weights: NetworkName, pair: { x: number[]; y: number[] }) {
  const network = networks[weights];
  const { histogramCells, statisticsCount } = network;
  const views = viewsOf(network, pair.x.length);
  const count = viewCount(views);
  const histogram = new Float32Array(count * histogramCells ** 2);
  const statistics = new Float32Array(count * statisticsCount);
  const [x, y] = [pair.x, pair.y].map((ranks) => variableCells(Uint16Array.from(ranks)));
  const featurizer = network.createFeaturizer(pair.x.length);
  createViewWriter(views, featurizer, network)(x, y, 0, histogram, statistics);
  const { estimate, table } = await models.run(
    network.model,
    {
      histogram: { data: histogram, dims: [count, histogramCells, histogramCells] },
      statistics: { data: statistics, dims: [count, statisticsCount] },
    },
    ['estimate', 'table'],
  );
  return meanAnswer(views, table.data, estimate.data, onTableCells(histogram, histogramCells));
}

/** Correlated normals: the mutual information is -log(1 - rho²) / 2. */
function normals(rho: number, count: number, seed: number): [number[], number[]] {
  const random = createRandom(seed);
  const x = Array.from({ length: count }, () => random.normal());
  return [x, x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * random.normal())];
}

describe.each(networkNames)('infonet, %s', (weights) => {
  const options = { weights };
  const estimateAll = (samples: SampleTable, pairs: number[]) =>
    estimateWith(weights, samples, pairs);

  it.each(golden[weights])('gives PyTorch’s numbers: $family, $x.length samples', async (pair) => {
    const { estimate, dv, table } = await answerTo(weights, pair);
    // Issue 3, line 12: parity to 1e-4. Float32 in both, in another order.
    expect(Math.abs(estimate - pair.estimate)).toBeLessThan(1e-4);
    expect(Math.abs(dv - pair.dv)).toBeLessThan(1e-4);
    pair.tableDiagonal.forEach((theta, i) => {
      expect(Math.abs(table[i * (tableCells + 1)] - theta)).toBeLessThan(1e-4);
    });
  });

  it('reports as dv the Donsker-Varadhan value of the table that it shows', async () => {
    const samples = tableOf(...normals(0.7, 800, 1));
    const { histogram, table, edges, dv } = await discriminantOf(samples, 0, 1, models, options);
    // The network sums in float32, this in float64.
    expect(Math.abs(donskerVaradhan(histogram, table, edges.length - 1) - dv)).toBeLessThan(2e-5);
    const { values, dv: mapped } = await estimateAll(samples, [0, 1]);
    expect(mapped[0]).toBeCloseTo(dv, 5);
    expect(values).toHaveLength(1);
  });

  it.each([0, 0.3, 0.6, 0.8, 0.9, -0.9])('knows normals of correlation %d', async (rho) => {
    const seeds = Array.from({ length: 20 }, (_, i) => 100 + i);
    const variables = seeds.flatMap((seed) => normals(rho, 2000, seed));
    const pairs = seeds.flatMap((_, i) => [2 * i, 2 * i + 1]);
    const { values } = await estimateAll(tableOf(...variables), pairs);
    const truth = -Math.log(1 - rho * rho) / 2;
    const mean = values.reduce((a, b) => a + b) / values.length;
    // Sampling alone moves the mean of 20 by up to .005 (one standard error, .02 / sqrt 20); four of them, and
    // 3 % of the truth for the network's own bias.
    expect(Math.abs(mean - truth)).toBeLessThan(0.02 + 0.03 * truth);
  });

  it('does not change, to the last bit, under strictly increasing maps', async () => {
    const [x, y] = normals(0.5, 400, 2);
    const plain = await estimateAll(tableOf(x, y), [0, 1]);
    const mapped = await estimateAll(
      tableOf(
        x.map((v) => Math.exp(v)),
        y.map((v) => v ** 3),
      ),
      [0, 1],
    );
    expect(mapped.values).toEqual(plain.values);
  });

  it('is symmetric to 1e-5', async () => {
    const [x, y] = normals(0.8, 700, 3);
    const bent = y.map((v) => Math.round(4 * v * v));
    const { values, dv } = await estimateAll(tableOf(x, y, bent), [0, 1, 1, 0, 0, 2, 2, 0]);
    for (const numbers of [values, dv]) {
      expect(Math.abs(numbers[0] - numbers[1])).toBeLessThan(1e-5);
      expect(Math.abs(numbers[2] - numbers[3])).toBeLessThan(1e-5);
    }
  });

  it('is deterministic, and the batch around a pair does not matter beyond 1e-5', async () => {
    const samples = tableOf(...[1, 2, 3].flatMap((seed) => normals(0.3 * seed, 300, seed)));
    const pairs = Array.from({ length: 200 }, (_, i) => [i % 6, (i * 7 + 1) % 6]).flat();
    const all = await estimateAll(samples, pairs);
    expect((await estimateAll(samples, pairs)).values).toEqual(all.values);
    expect(all.blocks.length).toBeGreaterThan(2);
    expect(all.blocks.map(({ start }) => start)).toEqual(
      all.blocks.map((_, i) =>
        all.blocks.slice(0, i).reduce((sum, block) => sum + block.values.length, 0),
      ),
    );
    for (const k of [0, 63, 64, 199]) {
      const alone = await estimateAll(samples, pairs.slice(2 * k, 2 * k + 2));
      expect(Math.abs(alone.values[0] - all.values[k])).toBeLessThan(1e-5);
    }
  });

  it('scores 0 with a note where a variable does not change', async () => {
    const [x] = normals(0, 100, 5);
    const { values, dv, blocks } = await estimateAll(tableOf(x, new Array(100).fill(4)), [0, 1]);
    expect([...values, ...dv]).toEqual([0, 0]);
    expect(blocks[0].notes).toHaveLength(1);
  });

  it('never gives NaN, however short the sample', async () => {
    for (const count of [1, 2, 3, 8]) {
      const [x, y] = normals(0.9, count, 6);
      const { values, dv } = await estimateAll(tableOf(x, y), [0, 1]);
      expect([...values, ...dv].every(Number.isFinite)).toBe(true);
    }
  });

  it('stops between blocks', async () => {
    const samples = tableOf(...normals(0.3, 50, 7));
    const pairs = new Array(2000).fill(0);
    const controller = new AbortController();
    const run = async () => {
      let blocks = 0;
      const { signal } = controller;
      for await (const block of infonet.estimate(samples, Uint32Array.from(pairs), {
        models,
        options,
        signal,
      })) {
        blocks += block.values.length > 0 ? 1 : 0;
        controller.abort();
      }
      return blocks;
    };
    await expect(run()).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('infonet, on an engine that works on two blocks at once', () => {
  /** Answers only when told to, with the sum of each pair's shares, times which run it was. */
  function slowEngine() {
    const answers: ((failure?: Error) => void)[] = [];
    const run: ModelRunner['run'] = (_model, { histogram: { dims, data } }) =>
      new Promise((resolve, reject) => {
        const number = answers.length + 1;
        answers.push((failure) => {
          if (failure) reject(failure);
          const cells = data.length / dims[0];
          const sums = Float32Array.from({ length: dims[0] }, (_, pair) =>
            data.slice(pair * cells, (pair + 1) * cells).reduce((a, b) => a + b),
          );
          const estimate = sums.map((sum) => Math.round(sum) * number);
          resolve({ estimate: { dims: [dims[0]], data: estimate }, dv: { dims: [], data: sums } });
        });
      });
    return { answers, models: { parallelRuns: 2, run } };
  }
  const samples = tableOf(...normals(0.3, 50, 7));
  const pairs = Uint32Array.from({ length: 2 * 700 }, (_, i) => i & 1);
  const options = { weights: 'fast' };

  it('has four of them under way, two of which wait, and gives them in the order of the pairs', async () => {
    const { answers, models } = slowEngine();
    const blocks = infonet.estimate(samples, pairs, { models, options })[Symbol.asyncIterator]();
    const got: number[][] = [];
    for (let number = 1; ; number++) {
      const next = blocks.next();
      // What is counted ahead is counted at once.
      await new Promise(setImmediate);
      expect(answers).toHaveLength(Math.min(number + 3, 6));
      // The last one first.
      for (const answer of answers.toReversed()) answer();
      const { value, done } = await next;
      if (done) break;
      got.push([value.start, value.values.length, ...new Set(value.values)]);
    }
    // Start, size and which run: none has read what another was fed.
    expect(got).toEqual([
      [0, 64, 1],
      [64, 128, 2],
      [192, 128, 3],
      [320, 128, 4],
      [448, 128, 5],
      [576, 124, 6],
    ]);
  });

  it('fails with the first failure, and none of the others is left unheard', async () => {
    const { answers, models } = slowEngine();
    const blocks = infonet.estimate(samples, pairs, { models, options })[Symbol.asyncIterator]();
    const next = blocks.next();
    await new Promise(setImmediate);
    for (const answer of answers) answer(new Error('no network'));
    await expect(next).rejects.toThrow('no network');
    expect(await blocks.next()).toEqual({ done: true, value: undefined });
  });
});

describe('infonet, thorough', () => {
  it('errs less than the accurate one on long samples', async () => {
    const random = createRandom(20261130);
    const draws = Array.from({ length: 300 }, () =>
      randomMixture(random, paperProtocol).draw(random, 1000),
    );
    const samples = tableOf(...draws.flatMap(({ x, y }) => [[...x], [...y]]));
    const pairs = draws.flatMap((_, i) => [2 * i, 2 * i + 1]);
    const errorOf = async (weights: NetworkName) => {
      const { values } = await estimateWith(weights, samples, pairs);
      return values.reduce((sum, value, i) => sum + (value - draws[i].oracle) ** 2, 0);
    };
    // Squared, from what the oracle says of the same samples: a quarter less on thousands of mixtures.
    expect(await errorOf('thorough')).toBeLessThan(0.9 * (await errorOf('accurate')));
  });
});

describe('infonet-table', () => {
  it('scores with the value of the same table, the corrected one beside it', async () => {
    const samples = tableOf(...normals(0.7, 800, 1));
    const options = { weights: 'fast' };
    const blocks: EstimateBlock[] = [];
    for await (const block of infonetTable.estimate(samples, Uint32Array.of(0, 1), {
      models,
      options,
    }))
      blocks.push(block);
    const { values, dv } = await estimateWith('fast', samples, [0, 1]);
    expect(blocks).toHaveLength(1);
    expect([...blocks[0].values]).toEqual(dv);
    expect([...blocks[0].extras!.estimate]).toEqual(values);
  });
});
