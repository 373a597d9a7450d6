import { mapDefaults, type SignalName } from '#core/contract/schemas.ts';
import { exactCurve } from '#core/metrics/precisionRecall.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import type { WorkOptions } from '../progress.ts';
import type { MapChoices, MapEngine } from '../services/mapEngine.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { ObjectQueries } from './queries.ts';

/** One way of scoring. */
export interface Method {
  /** As typed, with its options: 'ksg:k=5'. */
  readonly estimator: string;
  readonly signal: SignalName;
}

/** How well one object is found from its picks by one method. */
export interface ObjectResult extends Method {
  readonly sequence: string;
  readonly label: number;
  readonly name: string;
  readonly points: number;
  /** Per pick, in the order of `picks`. */
  readonly picks: readonly number[];
  readonly averagePrecision: readonly number[];
  readonly bestF1: readonly number[];
}

/**
 * Picks each object's query points one at a time and measures each map against the object's points: average
 * precision and the best F1, over all kept points with a known object. x and y combine by the mean, as in the
 * paper.
 *
 * @throws ComoveError ABORTED, ENGINE_LOST
 */
export async function evaluateSequence(
  engine: MapEngine,
  sequence: Sequence,
  objects: readonly ObjectQueries[],
  methods: readonly Method[],
  { signal, onProgress }: WorkOptions = {},
): Promise<ObjectResult[]> {
  const total = methods.length * objects.reduce((sum, { picks }) => sum + picks.length, 0);
  let done = 0;
  const results: ObjectResult[] = [];
  for (const object of objects) {
    for (const method of methods) {
      const averagePrecision: number[] = [];
      const bestF1: number[] = [];
      for (const pick of object.picks) {
        const request: MapChoices = {
          ...mapDefaults,
          ...parseEstimator(method.estimator),
          signal: method.signal,
          picks: [pick],
        };
        const { scores } = await engine.compute(sequence, request, { signal });
        const curve = curveOfObject(sequence, scores, object.label);
        averagePrecision.push(curve.averagePrecision);
        bestF1.push(curve.bestF1.f1);
        done += 1;
        onProgress?.({ phase: `Evaluating ${sequence.name}`, done, total, unit: 'picks' });
      }
      results.push({ sequence: sequence.name, ...object, ...method, averagePrecision, bestF1 });
    }
  }
  return results;
}

function curveOfObject({ kept, objects }: Sequence, scores: Float32Array, label: number) {
  const known = Array.from(kept).filter((point) => objects.labels[point] >= 0);
  return exactCurve(
    known.map((point) => scores[point]),
    known.map((point) => (objects.labels[point] === label ? 1 : 0)),
  );
}
