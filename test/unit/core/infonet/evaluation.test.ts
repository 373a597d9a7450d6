import { describe, expect, it } from 'vitest';
import type { ModelRunner } from '#core/estimators/estimator.ts';
import { correlation, unitVector } from '#core/estimators/support/correlation.ts';
import { parseEstimator, parseEstimators } from '#core/estimators/spec.ts';
import { errorFigures, orderAccuracy } from '#core/infonet/evaluation/errors.ts';
import {
  estimateDraws,
  evaluateCopulas,
  evaluateLevels,
} from '#core/infonet/evaluation/evaluate.ts';
import { evaluateTriplets } from '#core/infonet/evaluation/evaluateTriplets.ts';
import { evaluateRounding } from '#core/infonet/evaluation/evaluateRounding.ts';
import {
  gaussianMixture,
  paperProtocol,
  randomMixture,
} from '#core/infonet/evaluation/gaussianMixture.ts';
import { knownCopulas, normal } from '#core/infonet/evaluation/knownCopulas.ts';
import { levelCases, type LevelCase } from '#core/infonet/evaluation/levels.ts';
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

describe('random mixtures', () => {
  // A·Aᵀ has two rows of uniform direction, nearly: their squared cosine is 1/2 on average. The reference code's
  // correlation is uniform: its square is 1/3. Of 300 mixtures the mean has a standard error of .02, and from 400
  // samples a squared correlation is at most 1/400 too high.
  it.each([
    ['paper', 1 / 2],
    ['reference', 1 / 3],
  ] as const)('%s covariances have a mean squared correlation of %f', (covariances, expected) => {
    const protocol = { ...paperProtocol, covariances, maxComponents: 1 };
    const random = createRandom(11);
    const squares = Array.from({ length: 300 }, () => {
      const { x, y } = randomMixture(random, protocol).draw(random, 400);
      return correlation(unitVector(x), unitVector(y)) ** 2;
    });
    const found = squares.reduce((a, b) => a + b) / squares.length;
    expect(Math.abs(found - expected)).toBeLessThan(0.06);
  });

  it('triplets: the oracle orders most, an estimate that is always the same none', async () => {
    const constant = (size: number) => ({ dims: [size], data: new Float32Array(size).fill(0.5) });
    const models: ModelRunner = {
      run: (_model, { statistics }) =>
        Promise.resolve({
          estimate: constant(statistics.dims[0]),
          dv: constant(statistics.dims[0]),
        }),
    };
    let last = [0, 0];
    const { byComponents, apart } = await evaluateTriplets(3, {
      ...{ models, seed: 2, sampleCount: 501, estimators: [parseEstimator('infonet')] },
      onProgress: (...done) => (last = done),
    });
    expect(last).toEqual([60, 60]);
    expect(byComponents.map(({ components }) => components)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(byComponents.every(({ triplets }) => triplets === 3)).toBe(true);
    expect(apart.triplets).toBeLessThanOrEqual(30);
    // Differences are tenths of a nat, the oracle's error at N = 500 is some .04.
    expect(apart.share.oracle).toBeGreaterThan(0.85);
    expect(apart.share.infonet).toBe(0);
  }, 60_000);
});

describe('levels and judgements', () => {
  const paper = { seed: 1, perLevel: 1, protocol: paperProtocol };
  /** Says .5, and .25 as the table's own value. */
  const models: ModelRunner = {
    run: (_model, { statistics }) => {
      const size = statistics.dims[0];
      const constant = (value: number) => ({
        dims: [size],
        data: new Float32Array(size).fill(value),
      });
      return Promise.resolve({ estimate: constant(0.5), dv: constant(0.25) });
    },
  };
  const options = {
    estimators: [parseEstimator('infonet'), parseEstimator('ksg:k=5')],
    models,
    seed: 1,
    sampleCount: 501,
  };

  it('fills every level and judges each method against the truth', async () => {
    let last = [0, 0];
    const cases = await levelCases({ ...paper, onProgress: (...done) => (last = done) });
    expect(last).toEqual([10, 10]);
    const { levels, meanRmse } = await evaluateLevels(cases, options);
    expect(levels.map(({ level }) => level)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => k / 10),
    );
    for (const { level, figures } of levels) {
      expect(Object.keys(figures)).toEqual(['oracle', 'infonet', 'infonet.dv', 'ksg:k=5']);
      // Truths lie within .05 of their level.
      expect(Math.abs(figures.infonet.meanError - (0.5 - level))).toBeLessThanOrEqual(0.05 + 1e-6);
      expect(figures.infonet.meanError - figures['infonet.dv'].meanError).toBeCloseTo(0.25, 6);
      expect(figures.infonet.count).toBe(1);
    }
    // Mean of |0.5 - level| over the ten levels is .25.
    expect(Math.abs(meanRmse.infonet - 0.25)).toBeLessThan(0.05);
    // The oracle and KSG look at the samples: of 501, longer than those judged by several views, some .04 and .05 off.
    expect(meanRmse.oracle).toBeLessThan(0.1);
    expect(meanRmse['ksg:k=5']).toBeLessThan(0.15);
  }, 60_000);

  it('an estimator that is named twice is asked once: figures are found by the place of their draw', async () => {
    // More draws than are held at a time.
    const count = 600;
    const draw = (k: number) => normal(0.5).draw(createRandom(k), 16);
    const estimatesBy = (names: string) =>
      estimateDraws(count, draw, { models, estimators: parseEstimators(names) });
    const once = await estimatesBy('pearson');
    expect(once.pearson).toHaveLength(count);
    expect(await estimatesBy('pearson,pearson')).toEqual(once);
  });

  it('the same seed gives the same mixtures, and of each the same samples', async () => {
    const [few, again] = [await levelCases(paper), await levelCases(paper)];
    const draw = ({ distribution, seed }: LevelCase) => distribution.draw(createRandom(seed), 8);
    expect(few.map(draw)).toEqual(again.map(draw));
  }, 60_000);

  it('rounding changes a constant estimate by nothing, and the oracle by what it loses', async () => {
    const cases = (await levelCases(paper)).slice(3, 6);
    const results = await evaluateRounding(cases, { ...options, sampleCount: 501 });
    expect(results.map(({ levels, variables }) => [levels, variables])).toEqual(
      [2000, 500, 100].flatMap((levels) => [
        [levels, 'x'],
        [levels, 'both'],
      ]),
    );
    for (const { figures } of results) {
      const nothing = { meanChange: 0, meanAmount: 0, within: 1 };
      expect(figures.infonet).toMatchObject(nothing);
      // Its excess is the oracle's change, the other way round.
      expect(figures.infonet.meanExcess).toBeCloseTo(-figures.oracle.meanAmount, 12);
      expect(figures.oracle).toMatchObject({ meanExcess: 0, greatestExcess: 0, within: 1 });
    }
    const amounts = results.map(({ figures }) => figures.oracle.meanAmount);
    expect(amounts[5]).toBeGreaterThan(amounts[1]);
    expect(amounts[1]).toBeLessThan(0.002);
  }, 60_000);

  it('stops when told to', async () => {
    const signal = AbortSignal.abort();
    await expect(levelCases({ ...paper, signal })).rejects.toMatchObject({ code: 'ABORTED' });
    const stopped = evaluateCopulas(2, { ...options, signal });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
