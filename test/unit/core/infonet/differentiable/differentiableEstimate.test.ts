import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import type { SampleTable } from '#core/estimators/estimator.ts';
import { discriminantOf } from '#core/estimators/infonet.ts';
import {
  differentiableEstimate,
  hardEstimate,
} from '#core/infonet/differentiable/differentiableEstimate.ts';
import { readOnnx } from '#core/infonet/differentiable/onnxFile.ts';
import { networkNames, networks, type NetworkName } from '#core/infonet/networks.ts';
import { createRandom } from '#core/random.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';

const path = (relative: string) =>
  fileURLToPath(new URL(`../../../../../${relative}`, import.meta.url));
const folder = path('assets/models');
const engine = createOnnxEngine(folder);
const graphFile = (name: NetworkName) => `${folder}/${networks[name].model}.onnx`;
const networkOf = (name: NetworkName) => ({ name, graph: readOnnx(readFileSync(graphFile(name))) });
const network = networkOf('accurate');

/** Pairs of doubled midranks. */
const golden = (name: NetworkName): { family: string; x: number[]; y: number[] }[] =>
  JSON.parse(readFileSync(path(`test/golden/infonet/${networks[name].model}.json`), 'utf8'));

/** A gradient takes half a second and more, on a busy machine several. */
const minutes = 180_000;

function tableOf(...variables: Float64Array[]): SampleTable {
  const ranks = variables.map(doubledMidranks);
  return {
    variableCount: variables.length,
    sampleCount: variables[0].length,
    values: (variable) => variables[variable],
    ranks: (variable) => ranks[variable],
  };
}

const estimateOfEngine = async (x: Float64Array, y: Float64Array) =>
  (await discriminantOf(tableOf(x, y), 0, 1, engine, { weights: 'accurate' })).estimate;

function normals(rho: number, count: number, seed: number): [Float64Array, Float64Array] {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: count }, () => random.normal());
  return [x, x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * random.normal())];
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, t) => sum + v * b[t], 0);

const shipped = networkNames.filter((name) => existsSync(graphFile(name)));

describe.each(shipped)('the differentiable %s network', (name) => {
  const network = networkOf(name);

  it.each(golden(name))(
    'gives the engine’s estimate, dv and table on hard ranks: $family, $x.length samples',
    async (pair) => {
      const [x, y] = [Float64Array.from(pair.x), Float64Array.from(pair.y)];
      const expected = await discriminantOf(tableOf(x, y), 0, 1, engine, { weights: name });
      const got = await hardEstimate(doubledMidranks(x), doubledMidranks(y), network);
      // Issue 3, line 15: parity to 1e-4.
      expect(Math.abs(got.estimate - expected.estimate)).toBeLessThan(1e-4);
      expect(Math.abs(got.dv - expected.dv)).toBeLessThan(1e-4);
      expect(got.table).toHaveLength(expected.table.length);
      got.table.forEach((theta, i) =>
        expect(Math.abs(theta - expected.table[i])).toBeLessThan(1e-4),
      );
    },
    minutes,
  );

  it(
    'knows how the information of normals grows with their correlation',
    async () => {
      // y + e x has d MI / d e = rho at e = 0, from MI = -log(1 - rho²) / 2.
      const [x, y] = normals(0.8, 500, 7);
      const { gradient } = await differentiableEstimate(x, y, { network });
      // Over seeds, the derivative of the estimate of 500 samples scatters by .07 around it, of 300 by .13.
      expect(Math.abs(dot(gradient.y, x) - 0.8)).toBeLessThan(0.2);
    },
    minutes,
  );
});

describe('differentiableEstimate', () => {
  it.each([0, 0.9])(
    'stays close to the estimate of hard ranks: rho %d, 300 samples',
    async (rho) => {
      const [x, y] = normals(rho, 300, 3);
      const { value } = await differentiableEstimate(x, y, { network });
      // Shared cells blur the copula by a cell, and soft ranks by .05 standard deviations: measured up to .02.
      expect(Math.abs(value - (await estimateOfEngine(x, y)))).toBeLessThan(0.04);
    },
    minutes,
  );

  it(
    'has the gradient that finite differences find',
    async () => {
      const [x, y] = normals(0.7, 150, 5);
      // Counts have kinks at whole numbers, extents wherever another sample becomes the extreme of a cell, and warmer ranks
      // put fewer of them into a step. Measured at a temperature of .5: the differences are 1 % off at .001, within .4 %
      // from .0005 to .0001, and where float32 ends it, at .00005, 1 % again. At .3 one of them has a kink 5 % deep within
      // all steps.
      const options = { network, temperature: 0.5 };
      const step = 2e-4;
      const { gradient } = await differentiableEstimate(x, y, options);
      const random = createRandom(9);
      const direction = (along: Float32Array) => {
        const length = Math.sqrt(dot(along, along));
        // Random, but not by chance orthogonal to the gradient.
        return Array.from(along, (g) => g / length + (0.5 * random.normal()) / Math.sqrt(150));
      };
      const [dx, dy] = [direction(gradient.x), direction(gradient.y)];
      const moved = async (byX: number, byY: number) => {
        const along = (values: Float64Array, by: number, d: number[]) =>
          values.map((v, t) => v + by * d[t]);
        return (await differentiableEstimate(along(x, byX, dx), along(y, byY, dy), options)).value;
      };
      const expectedX = ((await moved(step, 0)) - (await moved(-step, 0))) / (2 * step);
      const expectedY = ((await moved(0, step)) - (await moved(0, -step))) / (2 * step);
      expect(Math.abs(dot(gradient.x, dx) / expectedX - 1)).toBeLessThan(0.01);
      expect(Math.abs(dot(gradient.y, dy) / expectedY - 1)).toBeLessThan(0.01);
    },
    minutes,
  );

  it(
    'has no gradient along shifts and scales, which change nothing',
    async () => {
      const [x, y] = normals(0.7, 150, 5);
      const far = x.map((v) => 1e4 + 100 * v);
      const { value, gradient } = await differentiableEstimate(far, y, { network });
      expect(value).toBeCloseTo((await differentiableEstimate(x, y, { network })).value, 4);
      const length = Math.sqrt(dot(gradient.x, gradient.x) * dot(x, x));
      expect(Math.abs(dot(gradient.x, new Float64Array(150).fill(1))) / length).toBeLessThan(1e-3);
      expect(Math.abs(dot(gradient.x, x)) / length).toBeLessThan(1e-3);
    },
    minutes,
  );

  it(
    'turns y(angle) = cos(angle) noise + sin(angle) x towards x: ascent raises the information, and the engine agrees',
    async () => {
      const [x, noise] = normals(0, 120, 12);
      // Counts make the estimate of few samples rough on a small scale; warmer ranks smooth that.
      const options = { network, temperature: 0.2 };
      const at = (angle: number) =>
        x.map((v, t) => Math.sin(angle) * v + Math.cos(angle) * noise[t]);
      let [angle, rise] = [0.4, 0];
      const values: number[] = [];
      // Towards y = x the information grows without bound and a step would overshoot: it ends .4 nats higher.
      const risen = () => values.length > 1 && values[values.length - 1] > values[0] + 0.4;
      for (let step = 0; step < 10 && !risen(); step++) {
        if (step > 0) angle += rise;
        const { value, gradient } = await differentiableEstimate(x, at(angle), options);
        values.push(value);
        const slope = x.map((v, t) => Math.cos(angle) * v - Math.sin(angle) * noise[t]);
        rise = 0.3 * dot(gradient.y, slope);
      }
      expect(risen()).toBe(true);
      for (const [i, value] of values.entries())
        if (i > 0) expect(value).toBeGreaterThan(values[i - 1]);
      const [before, after] = [
        await estimateOfEngine(x, at(0.4)),
        await estimateOfEngine(x, at(angle)),
      ];
      // Warm ranks of 120 samples are up to .1 nats off hard ones.
      expect(after).toBeGreaterThan(before + 0.3);
    },
    minutes,
  );

  it(
    'gives the same bits again and leaves no tensors behind',
    async () => {
      const tf = await loadTensorflow();
      const [x, y] = normals(0.5, 60, 1);
      const first = await differentiableEstimate(x, y, { network });
      const before = tf.memory().numTensors;
      expect(await differentiableEstimate(x, y, { network })).toEqual(first);
      await hardEstimate(doubledMidranks(x), doubledMidranks(y), network);
      expect(tf.memory().numTensors).toBe(before);
    },
    minutes,
  );

  it('refuses what does not change', async () => {
    const constant = new Float64Array(20).fill(3);
    await expect(
      differentiableEstimate(constant, normals(0, 20, 1)[0], { network }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
