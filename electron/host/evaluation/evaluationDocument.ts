import { basename, resolve } from 'node:path';
import { recallLevels } from '#core/metrics/recallGrid.ts';
import type { Json } from '../results/json.ts';
import type { Evaluation, EvaluationRule } from './evaluateAll.ts';
import type { MethodSummary } from './summaries.ts';

/** The JSON document of an evaluation; curves are the precision at `recall_levels`. It holds no absolute paths. */
export function evaluationDocument(
  { sequences, results, problems }: Evaluation,
  summaries: readonly MethodSummary[],
  { queries: { count, seed, background }, frames: { visibleOnly, minimumOverlap } }: EvaluationRule,
): Json {
  return {
    queries: count,
    seed,
    background,
    visible_only: visibleOnly,
    ...(visibleOnly && { minimum_overlap: minimumOverlap }),
    recall_levels: recallLevels,
    summary: summaries.map(
      ({ estimator, signal, objects, averagePrecision, bestF1, precision }) => ({
        estimator,
        signal,
        objects,
        average_precision: { ...averagePrecision },
        best_f1: { ...bestF1 },
        precision: precision.map(legible),
      }),
    ),
    objects: results.map(({ averagePrecision, bestF1, precision, ...rest }) => ({
      ...rest,
      average_precision: averagePrecision,
      best_f1: bestF1,
      precision: precision.map(legible),
    })),
    sequences: sequences.map((sequence) => ({ ...sequence })),
    problems: problems.map(({ path, error: { code, message } }) => ({
      sequence: basename(path),
      code,
      message: message.replaceAll(resolve(path), basename(path)),
    })),
  };
}

/** A drawn curve needs no more, and a document of thousands of these stays small. */
const legible = (precision: number) => Number(precision.toPrecision(6));
