import { describe, expect, it } from 'vitest';
import { projectPairs } from '#core/estimators/support/sliced.ts';
import { createRandom } from '#core/random.ts';
import {
  dependences,
  dependentVectors,
  independentVectors,
} from '#electron/cli/experiments/support/dependences.ts';
import {
  drawVectors,
  projectedInformation,
  slicedInformation,
  vectorInformation,
} from '#electron/cli/experiments/support/gaussianVectors.ts';

const pair = (rho: number) => ({
  dims: [1, 1] as const,
  covariance: Float64Array.of(4, 2 * 3 * rho, 2 * 3 * rho, 9),
});

describe('Gaussian vectors', () => {
  it('of one dimension each have the information of a normal, sliced or not', () => {
    const truth = -0.5 * Math.log(1 - 0.36);
    expect(vectorInformation(pair(0.6))).toBeCloseTo(truth, 12);
    const { mean, standardError } = slicedInformation(pair(0.6), { projections: 5, seed: 1 });
    expect(mean).toBeCloseTo(truth, 12);
    expect(standardError).toBeCloseTo(0, 12);
  });

  it('of the dependences have their closed forms', () => {
    const information = dependences.map((each) => vectorInformation(dependentVectors(each, 16)));
    // (S Z with one feature of unit variance: log(1 + 16) / 2; two of 8 coordinates; 16 of correlation 1/√2.)
    expect(information[0]).toBeCloseTo(Math.log(17) / 2, 10);
    expect(information[1]).toBeCloseTo(Math.log(9), 10);
    expect(information[2]).toBeCloseTo(8 * Math.log(2), 10);
    expect(vectorInformation(independentVectors(16))).toBeCloseTo(0, 12);
  });

  it('halve an odd number of dimensions too', () => {
    const { covariance } = dependentVectors(dependences[1], 3);
    // Cov(Y): unit features, so every coordinate has variance 1, and a half if it shares the feature.
    const y = (i: number, j: number) => covariance[(3 + i) * 6 + 3 + j];
    expect([y(0, 0), y(1, 1), y(2, 2)].map((value) => Number(value.toFixed(12)))).toEqual([
      1, 1, 1,
    ]);
    expect([y(0, 1), y(0, 2), y(1, 2)].map((value) => Number(value.toFixed(12)))).toEqual([
      0.5, 0, 0,
    ]);
  });

  it('of correlation rho I in the plane have the sliced information of the integral over the angle', () => {
    const covariance = Float64Array.of(1, 0, 0.9, 0, 0, 1, 0, 0.9, 0.9, 0, 1, 0, 0, 0.9, 0, 1);
    const slicing = { projections: 20_000, seed: 3 };
    const { mean, standardError } = slicedInformation({ dims: [2, 2], covariance }, slicing);
    const truth = -Math.log((1 + Math.sqrt(1 - 0.81)) / 2);
    expect(Math.abs(mean - truth)).toBeLessThan(4 * standardError);
  });

  it('are drawn with their covariance, and projected as the truth is', async () => {
    const vectors = dependentVectors(dependences[0], 3);
    const sampleCount = 20_000;
    const data = drawVectors(vectors, createRandom(2), sampleCount);
    const moment = (i: number, j: number) => {
      let sum = 0;
      for (let t = 0; t < sampleCount; t++) sum += data[6 * t + i] * data[6 * t + j];
      return sum / sampleCount;
    };
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++)
        // Four standard errors of a second moment of unit variances.
        expect(Math.abs(moment(i, j) - vectors.covariance[6 * i + j])).toBeLessThan(0.04);
    const slicing = { projections: 8, seed: 4 };
    const truths = projectedInformation(vectors, slicing);
    const projected = await projectPairs({ ...vectors, sampleCount, data }, slicing);
    truths.forEach((truth, k) => {
      let [xx, xy, yy] = [0, 0, 0];
      for (let t = 0; t < sampleCount; t++) {
        const [x, y] = projected.data.subarray((k * sampleCount + t) * 2);
        [xx, xy, yy] = [xx + x * x, xy + x * y, yy + y * y];
      }
      // The sample's information deviates by about |rho| / sqrt(N).
      const found = -0.5 * Math.log(1 - (xy * xy) / (xx * yy));
      expect(Math.abs(found - truth)).toBeLessThan(0.03);
    });
  });

  it('of a covariance that is none are refused', () => {
    expect(() => vectorInformation(pair(1.5))).toThrow(RangeError);
  });
});
