import { bootstrapMean, type MeanInterval } from '#core/metrics/bootstrap.ts';
import { meanPrecision } from '#core/metrics/recallGrid.ts';
import type { ObjectResult } from './evaluateSequence.ts';
import type { Method } from './method.ts';

/** How well a method finds objects, each object counted once, however many points or picks it has. */
export interface MethodSummary extends Method {
  readonly objects: number;
  readonly averagePrecision: MeanInterval;
  readonly bestF1: MeanInterval;
  /** Precision at `recallLevels`, averaged over the objects. */
  readonly precision: readonly number[];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Means over the objects with bootstrap intervals over them.
 *
 * @param results of at least one object by every method
 * @param seed of the resampling; all methods see the same draws
 */
export function summarise(
  methods: readonly Method[],
  results: readonly ObjectResult[],
  seed: number,
): MethodSummary[] {
  return methods.map(({ estimator, signal }) => {
    const own = results.filter(
      (result) => result.estimator === estimator && result.signal === signal,
    );
    const interval = (of: (result: ObjectResult) => readonly number[]) =>
      bootstrapMean(
        own.map((result) => mean(of(result))),
        seed,
      );
    return {
      estimator,
      signal,
      objects: own.length,
      averagePrecision: interval(({ averagePrecision }) => averagePrecision),
      bestF1: interval(({ bestF1 }) => bestF1),
      precision: meanPrecision(own.map(({ precision }) => precision)),
    };
  });
}
