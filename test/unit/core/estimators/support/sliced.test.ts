import { describe, expect, it } from 'vitest';
import {
  projectPairs,
  slicedMean,
  type ProjectedPairs,
  type VectorSamples,
} from '#core/estimators/support/sliced.ts';
import { createRandom } from '#core/random.ts';

/**
 * Samples of x in d dimensions and y = rho x + sqrt(1 - rho²) z whose sample correlations are exact: a full factorial
 * design of signs for x and z. A projected pair then has the correlation rho cos(angle between the directions).
 */
function factorial(d: number, rho: number): VectorSamples {
  const sampleCount = 2 ** (2 * d);
  const rows = Array.from({ length: sampleCount }, (_, t) => {
    const signs = Array.from({ length: 2 * d }, (_, j) => ((t >> j) & 1 ? 1 : -1));
    const x = signs.slice(0, d);
    return [...x, ...x.map((value, j) => rho * value + Math.sqrt(1 - rho * rho) * signs[d + j])];
  });
  return { sampleCount, dims: [d, d], data: Float64Array.from(rows.flat()) };
}

/** The information of each pair as if it were jointly normal: -log(1 - r²) / 2. */
function normalInformation({ batch, sampleCount, data }: ProjectedPairs): number[] {
  return Array.from({ length: batch }, (_, k) => {
    let [xx, xy, yy] = [0, 0, 0];
    for (let t = 0; t < sampleCount; t++) {
      const [x, y] = data.subarray((k * sampleCount + t) * 2);
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return -0.5 * Math.log(1 - (xy * xy) / (xx * yy));
  });
}

/** Mean of f over (0, 1) by the midpoint rule. */
function meanOver(f: (s: number) => number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += f((i + 0.5) / steps);
  return sum / steps;
}

function noise(sampleCount: number, dims: [number, number], seed: number): VectorSamples {
  const random = createRandom(seed);
  const length = sampleCount * (dims[0] + dims[1]);
  return { sampleCount, dims, data: Float64Array.from({ length }, () => random.normal()) };
}

describe('projectPairs', () => {
  const rho = 0.9;
  const information = (cosine: number) => -0.5 * Math.log(1 - (rho * cosine) ** 2);

  it.each([
    // In the plane the angle is uniform; in space its cosine is; in one dimension only the signs differ.
    [1, information(1)],
    [2, meanOver((s) => information(Math.cos(Math.PI * s)))],
    [3, meanOver(information)],
  ])(
    'normals of correlation rho I in %i dimensions have their known sliced information',
    async (d, truth) => {
      const pairs = await projectPairs(factorial(d, rho), { projections: 20_000, seed: 7 });
      const { mean, standardError } = slicedMean(normalInformation(pairs));
      // The correlations are exact, so only the directions are random: four standard errors, and rounding for one.
      expect(Math.abs(mean - truth)).toBeLessThan(4 * standardError + 1e-12);
      if (d === 2) expect(truth).toBeCloseTo(-Math.log((1 + Math.sqrt(1 - rho * rho)) / 2), 6);
      if (d > 1) expect(standardError).toBeLessThan(0.003);
    },
  );

  it('gives the same bits for the same seed, others for another, and begins a longer run with a shorter one', async () => {
    const samples = noise(40, [3, 5], 1);
    const run = async (projections: number, seed: number) =>
      (await projectPairs(samples, { projections, seed })).data;
    const first = await run(6, 11);
    expect(await run(6, 11)).toEqual(first);
    expect(await run(6, 12)).not.toEqual(first);
    expect((await run(9, 11)).slice(0, first.length)).toEqual(first);
  });

  it('does not feel units: a shifted and multiplied dimension projects as before', async () => {
    const samples = noise(50, [2, 2], 2);
    // Positive, for a reversed dimension meets the direction that is its mirror image.
    const units = [1000, 0.001, 4, 1];
    const data = samples.data.map((value, i) => 300 + units[i % 4] * value);
    const slicing = { projections: 10, seed: 3 };
    const expected = normalInformation(await projectPairs(samples, slicing));
    const found = normalInformation(await projectPairs({ ...samples, data }, slicing));
    // A thousandth beside 300 keeps nine digits.
    found.forEach((value, k) => expect(value).toBeCloseTo(expected[k], 8));
  });

  it('does not feel the order of the samples', async () => {
    const samples = noise(60, [3, 2], 4);
    const rows = Array.from({ length: 60 }, (_, t) => [...samples.data.slice(5 * t, 5 * t + 5)]);
    const reversed = { ...samples, data: Float64Array.from(rows.reverse().flat()) };
    const slicing = { projections: 20, seed: 5 };
    const expected = normalInformation(await projectPairs(samples, slicing));
    const found = normalInformation(await projectPairs(reversed, slicing));
    found.forEach((value, k) => expect(value).toBeCloseTo(expected[k], 10));
  });

  it('leaves a resting dimension out, and says nothing of a vector that rests', async () => {
    const samples = noise(30, [2, 1], 6);
    const resting = samples.data.map((value, i) => (i % 3 === 2 ? 0.1 : value));
    const { data } = await projectPairs({ ...samples, data: resting }, { projections: 2, seed: 1 });
    expect(data.filter((_, i) => i % 2 === 1).every((value) => value === 0)).toBe(true);
  });

  it('pauses between projections, and ends where the pause throws', async () => {
    const samples = noise(2000, [50, 50], 7);
    let pauses = 0;
    const pause = () => {
      pauses += 1;
      return pauses === 3 ? Promise.reject(new Error('stopped')) : Promise.resolve();
    };
    await expect(projectPairs(samples, { projections: 200, seed: 1 }, pause)).rejects.toThrow(
      'stopped',
    );
    expect(pauses).toBe(3);
  });

  it('refuses samples that are not of the dimensions, and a single projection', async () => {
    const samples = noise(10, [2, 2], 8);
    const slicing = { projections: 4, seed: 1 };
    await expect(projectPairs({ ...samples, dims: [2, 3] }, slicing)).rejects.toThrow(RangeError);
    await expect(projectPairs(samples, { projections: 1, seed: 1 })).rejects.toThrow(RangeError);
  });
});

describe('slicedMean', () => {
  it('is the mean with its standard error', () => {
    const { mean, standardError } = slicedMean([1, 2, 3, 6]);
    expect(mean).toBe(3);
    // Squares 4 + 1 + 0 + 9 over 3, over 4.
    expect(standardError).toBeCloseTo(Math.sqrt(14 / 12), 12);
  });
});
