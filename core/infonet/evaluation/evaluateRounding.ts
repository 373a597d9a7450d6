import { createRandom } from '../../random.ts';
import { estimateDraws, type EvaluationOptions } from './evaluate.ts';
import type { LevelCase } from './levels.ts';
import { roundDraw, type Rounding } from './rounding.ts';

/** Changes of a method's estimates by rounding the samples, nats. */
export interface RoundingFigures {
  /** Mean of estimate after less estimate before: a bias that rounding brings. */
  readonly meanChange: number;
  /** Mean of its amount. */
  readonly meanAmount: number;
  /** Mean and greatest excess: how much more (in amount) the estimate changes than the oracle's does. */
  readonly meanExcess: number;
  readonly greatestExcess: number;
  /** Share of the cases whose excess is at most `tolerance`. */
  readonly within: number;
}

export interface RoundingEvaluation extends Rounding {
  readonly figures: Record<string, RoundingFigures>;
}

/** nats: how much more than the oracle's may an estimate change. */
export const tolerance = 0.01;

/** What images and trackers round to: pixels of a wide frame, of a small one, and hardly any levels. */
const roundings: readonly Rounding[] = [2000, 500, 100].flatMap((levels) =>
  (['x', 'both'] as const).map((variables) => ({ levels, variables })),
);

/**
 * Judges what rounding one or both variables to 2000, 500 and 100 levels does to the estimates, beside what it does
 * to the oracle's: that of the rounded variables, see `roundDraw`, less that of the variables themselves, both on the
 * same samples.
 *
 * @throws ComoveError ABORTED
 */
export async function evaluateRounding(
  cases: readonly LevelCase[],
  options: EvaluationOptions,
): Promise<RoundingEvaluation[]> {
  const { sampleCount, onProgress } = options;
  const runs = roundings.length + 1;
  const estimate = (run: number, rounding?: Rounding) =>
    estimateDraws(
      cases.length,
      (k) => {
        const { distribution, seed } = cases[k];
        const draw = distribution.draw(createRandom(seed), sampleCount);
        return rounding ? roundDraw(draw, distribution, rounding) : draw;
      },
      {
        ...options,
        onProgress: (done, total) => onProgress?.(run * total + done, runs * total),
      },
    );
  const before = await estimate(0);
  const results: RoundingEvaluation[] = [];
  for (const [index, rounding] of roundings.entries()) {
    const after = await estimate(index + 1, rounding);
    const figures = Object.fromEntries(
      Object.keys(after).map((method) => [
        method,
        changes(before[method], after[method], before.oracle, after.oracle),
      ]),
    );
    results.push({ ...rounding, figures });
  }
  return results;
}

function changes(
  before: readonly number[],
  after: readonly number[],
  oracleBefore: readonly number[],
  oracleAfter: readonly number[],
): RoundingFigures {
  const change = after.map((value, k) => value - before[k]);
  const excess = change.map(
    (value, k) => Math.abs(value) - Math.abs(oracleAfter[k] - oracleBefore[k]),
  );
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    meanChange: mean(change),
    meanAmount: mean(change.map(Math.abs)),
    meanExcess: mean(excess),
    greatestExcess: excess.reduce((most, value) => Math.max(most, value), -Infinity),
    within: excess.filter((value) => value <= tolerance).length / excess.length,
  };
}
