import { describe, expect, it } from 'vitest';
import type { Estimator, ModelRunner } from '#core/estimators/estimator.ts';
import { errorFigures, orderAccuracy } from '#core/infonet/evaluation/errors.ts';
import { evaluateLevels } from '#core/infonet/evaluation/evaluate.ts';
import {
  gaussianMixture,
  paperProtocol,
  randomMixture,
} from '#core/infonet/evaluation/gaussianMixture.ts';
import { knownCopulas } from '#core/infonet/evaluation/knownCopulas.ts';
import { createRandom } from '#core/random.ts';

describe('errorFigures', () => {
  it('are those of a hand-made table', () => {
    const { count, rmse, meanError } = errorFigures([1, 2, 4], [1, 1, 2]);
    expect(count).toBe(3);
    expect(meanError).toBe(1);
    expect(rmse).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(() => errorFigures([], [])).toThrow(RangeError);
  });
});

describe('orderAccuracy', () => {
  it('counts pairs whose truths differ by the margin', () => {
    const truths = [0.1, 0.2, 0.5, 0.3, 0.4, 0.41, 0.7, 0.7];
    const estimates = [0.1, 0.3, 0.2, 0.3, 0.5, 0.4, 0, 1];
    expect(orderAccuracy(estimates, truths, 0.02)).toEqual({ share: 0.5, count: 2 });
    expect(orderAccuracy(estimates, truths, 0)).toEqual({ share: 1 / 3, count: 3 });
    expect(orderAccuracy([], [], 0)).toEqual({ share: 1, count: 0 });
  });
});

describe('distributions', () => {
  it('a normal: the oracle averages to -log(1 - rho²) / 2', () => {
    const normal = gaussianMixture([{ weight: 3, mean: [1, -2], covariance: [4, 1.2, 1] }]);
    const { x, y, oracle } = normal.draw(createRandom(1), 40_000);
    // Pointwise deviation of a normal: rho; four standard errors at N = 40,000 are .02 rho.
    expect(Math.abs(oracle + Math.log(1 - 0.36) / 2)).toBeLessThan(0.012);
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
    expect(Math.abs(mean(x) - 1)).toBeLessThan(0.04);
    expect(Math.abs(mean(y) + 2)).toBeLessThan(0.02);
  });

  it('known copulas: the oracle’s average is the stated information', () => {
    const copulas = knownCopulas((d) => d.draw(createRandom(5), 200_000).oracle);
    expect(copulas).toHaveLength(11);
    for (const { name, information, distribution } of copulas) {
      const { oracle } = distribution.draw(createRandom(2), 100_000);
      // Pointwise deviations reach 1 nat: four standard errors.
      expect(Math.abs(oracle - information), name).toBeLessThan(0.013);
    }
  });

  it('are the same from the same seed', () => {
    const draw = () => {
      const random = createRandom(3);
      return randomMixture(random, paperProtocol).draw(random, 50);
    };
    expect(draw()).toEqual(draw());
  });
});

describe('evaluateLevels', () => {
  const half: Estimator = {
    info: {
      name: 'half',
      label: 'Half',
      unit: 'nats',
      summary: '',
      source: '',
      scores: 'variables',
      options: [],
      slow: false,
    },
    async *estimate(_samples, pairs) {
      await Promise.resolve();
      const values = new Float32Array(pairs.length / 2).fill(0.5);
      yield { start: 0, values, extras: { other: values } };
    },
  };
  const models: ModelRunner = {
    run: () => Promise.reject(new Error('This estimator has no network.')),
  };

  it('fills every level and judges each method against the truth', async () => {
    const { levels, meanRmse } = await evaluateLevels({
      estimators: [half],
      models,
      seed: 1,
      sampleCount: 100,
      perLevel: 1,
    });
    expect(levels.map(({ level }) => level)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => k / 10),
    );
    for (const { level, figures } of levels) {
      expect(Object.keys(figures)).toEqual(['oracle', 'half', 'half.other']);
      // Truths lie within .05 of their level.
      expect(Math.abs(figures.half.meanError - (0.5 - level))).toBeLessThanOrEqual(0.05 + 1e-6);
      expect(figures.half.count).toBe(1);
    }
    // Mean of |0.5 - level| over the ten levels is .25.
    expect(Math.abs(meanRmse.half - 0.25)).toBeLessThan(0.05);
    expect(meanRmse['half.other']).toBe(meanRmse.half);
  }, 60_000);

  it('stops when told to', async () => {
    const signal = AbortSignal.abort();
    await expect(
      evaluateLevels({ estimators: [half], models, seed: 1, sampleCount: 9, perLevel: 1, signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
