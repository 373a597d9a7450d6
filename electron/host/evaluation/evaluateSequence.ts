import { mapDefaults } from '#core/contract/schemas.ts';
import { exactCurve } from '#core/metrics/precisionRecall.ts';
import { meanPrecision, precisionAtLevels } from '#core/metrics/recallGrid.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import type { WorkOptions } from '../progress.ts';
import type { MapChoices, MapEngine } from '../services/mapEngine.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { Comparable } from './comparable.ts';
import type { FrameRule, Method } from './method.ts';
import type { ObjectQueries } from './queries.ts';

/** How well one object is found from its picks by one method. */
export interface ObjectResult extends Method, ObjectQueries {
  readonly sequence: string;
  /** Per pick, in the order of `picks`, as all that follow: the share of the object's points that were ranked. */
  readonly compared: readonly number[];
  /** Positives among the ranked points: about the average precision of a ranking at random. */
  readonly chance: readonly number[];
  readonly averagePrecision: readonly number[];
  readonly bestF1: readonly number[];
  /** The precision-recall curve: precision at `recallLevels`, averaged over the picks. */
  readonly precision: readonly number[];
}

/**
 * Picks each object's query points one at a time and measures each map against the object's points: average
 * precision, the best F1 and the curve, over the points that can be compared with the pick, itself included. x and y
 * combine by the mean, as in the paper.
 *
 * @throws ComoveError ABORTED, ENGINE_LOST
 */
export async function evaluateSequence(
  engine: MapEngine,
  sequence: Sequence,
  objects: readonly ObjectQueries[],
  methods: readonly Method[],
  frames: FrameRule,
  comparable: Comparable,
  { signal, onProgress }: WorkOptions = {},
): Promise<ObjectResult[]> {
  const total = methods.length * objects.reduce((sum, { picks }) => sum + picks.length, 0);
  let done = 0;
  const results: ObjectResult[] = [];
  for (const object of objects) {
    for (const method of methods) {
      const curves = [];
      for (const pick of object.picks) {
        const request: MapChoices = {
          ...mapDefaults,
          ...frames,
          ...parseEstimator(method.estimator),
          signal: method.signal,
          picks: [pick],
        };
        const { scores } = await engine.compute(sequence, request, { signal });
        curves.push(curveOfObject(sequence, comparable(pick), scores, object.label));
        done += 1;
        onProgress?.({ phase: `Evaluating ${sequence.name}`, done, total, unit: 'picks' });
      }
      results.push({
        sequence: sequence.name,
        ...object,
        ...method,
        compared: curves.map(({ positives }) => positives / object.points),
        chance: curves.map(({ positives, total }) => positives / total),
        averagePrecision: curves.map(({ averagePrecision }) => averagePrecision),
        bestF1: curves.map(({ bestF1 }) => bestF1.f1),
        precision: meanPrecision(curves.map(({ points }) => precisionAtLevels(points))),
      });
    }
  }
  return results;
}

function curveOfObject(
  { objects }: Sequence,
  ranked: readonly number[],
  scores: Float32Array,
  label: number,
) {
  return exactCurve(
    ranked.map((point) => scores[point]),
    ranked.map((point) => (objects.labels[point] === label ? 1 : 0)),
  );
}
