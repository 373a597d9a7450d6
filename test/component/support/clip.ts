/** A small clip with a known answer: two groups that move alike within and not between, and a drifter. */
import { doubledMidranks } from '#core/copula/ranks.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';
import { exactCurve } from '#core/metrics/precisionRecall.ts';
import { pearson } from '#core/estimators/pearson.ts';
import { spearman } from '#core/estimators/spearman.ts';
import type { Curve, MapRequest } from '#core/contract/schemas.ts';
import type { Estimator, SampleTable } from '#core/estimators/estimator.ts';

export const frameCount = 64;
/** Points 0-3 are on object 1, 4-7 on object 2, 8 is background; 9 was dropped. */
export const labels = Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 0, 0);
export const pointCount = labels.length;
/** Index into pointStatuses: 0 kept, 2 beyondBounds. */
export const status = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
export const estimators: readonly Estimator[] = [pearson, spearman];

/** x, then y, of a point over time. */
function trajectory(point: number): [Float64Array, Float64Array] {
  const phase = labels[point];
  // Each point adds a wobble of its own, so that no two scores are equal.
  const at = (t: number, speed: number) =>
    50 + 20 * Math.sin(speed * t + phase) + (1 + point / 3) * Math.sin(t * (0.9 + point / 7));
  return [
    Float64Array.from({ length: frameCount }, (_, t) => at(t, 0.1 * (1 + phase))),
    Float64Array.from({ length: frameCount }, (_, t) => at(t, 0.07 * (1 + phase))),
  ];
}

const columns = Array.from({ length: pointCount }, (_, point) => trajectory(point)).flat();

const samples: SampleTable = {
  variableCount: columns.length,
  sampleCount: frameCount,
  values: (variable) => columns[variable],
  ranks: (variable) => doubledMidranks(columns[variable]),
};

/** (T, N, 2) */
export const positions = Float32Array.from(
  { length: frameCount * pointCount * 2 },
  (_, i) => columns[i % (2 * pointCount)][Math.floor(i / (2 * pointCount))],
);

/** (N) the mean over coordinates and picks, NaN for the dropped point. */
export async function scoresOf({ picks, estimator }: MapRequest): Promise<Float32Array> {
  const { estimate } = estimators.find(({ info }) => info.name === estimator)!;
  const scores = new Float32Array(pointCount).fill(Number.NaN);
  for (let point = 0; point < pointCount; point += 1) {
    if (status[point] !== 0) continue;
    const pairs = Uint32Array.from(
      picks.flatMap((pick) => [2 * pick, 2 * point, 2 * pick + 1, 2 * point + 1]),
    );
    const models = { run: () => Promise.reject(new Error('These estimators run no network.')) };
    let sum = 0;
    for await (const { values } of estimate(samples, pairs, { models, options: {} }))
      for (const value of values) sum += value;
    scores[point] = sum / (2 * picks.length);
  }
  return scores;
}

export const autoOf = (scores: Float32Array) =>
  autoThreshold(scores.filter((s) => !Number.isNaN(s)));

export function curveOf(scores: Float32Array, pick: number): Curve {
  const positive = labels.map((label) => (label === labels[pick] ? 1 : 0));
  const { points, averagePrecision, bestF1, positives, total } = exactCurve(scores, positive);
  return {
    average_precision: averagePrecision,
    best_f1: { ...bestF1 },
    positives,
    total,
    object: { label: labels[pick], name: `object ${labels[pick]}` },
    sweep: 'exact',
    points: points.map((point) => ({ ...point })),
  };
}
