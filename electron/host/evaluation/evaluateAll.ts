import { ComoveError, errorBody, throwIfAborted } from '#core/contract/errors.ts';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { WorkOptions } from '../progress.ts';
import type { MapEngine } from '../services/mapEngine.ts';
import type { Sequence } from '../sequences/sequence.ts';
import { comparableWith } from './comparable.ts';
import { evaluateSequence, type ObjectResult } from './evaluateSequence.ts';
import type { FrameRule, Method } from './method.ts';
import { drawQueries, type QueryRule } from './queries.ts';

/** How sequences are evaluated. */
export interface EvaluationRule {
  readonly methods: readonly Method[];
  readonly queries: QueryRule;
  readonly frames: FrameRule;
}

/** A sequence that was evaluated. */
export interface EvaluatedSequence {
  readonly name: string;
  readonly frames: number;
  readonly kept: number;
  readonly points: number;
  /** What was left out, one sentence each. */
  readonly notes: readonly string[];
}

export interface Evaluation {
  readonly sequences: readonly EvaluatedSequence[];
  readonly results: readonly ObjectResult[];
  /** What could not be evaluated, by the path given. */
  readonly problems: readonly { readonly path: string; readonly error: ErrorBody }[];
}

/**
 * Evaluates sequences one after another. One that cannot be read, or has nothing to find, is a problem in the
 * result; the others go on.
 *
 * @param open reads a sequence
 * @param onProblem told of each problem as it occurs
 * @throws ComoveError ABORTED, ENGINE_LOST; the first problem when no sequence could be evaluated
 */
export async function evaluateAll(
  engine: MapEngine,
  paths: readonly string[],
  open: (path: string) => Promise<Sequence>,
  { methods, queries: rule, frames }: EvaluationRule,
  options: WorkOptions & { readonly onProblem?: (path: string, error: ErrorBody) => void } = {},
): Promise<Evaluation> {
  const signals = methods.map(({ signal }) => signal);
  const sequences: EvaluatedSequence[] = [];
  const results: ObjectResult[] = [];
  const problems: { path: string; error: ErrorBody; thrown: unknown }[] = [];
  for (const path of paths) {
    throwIfAborted(options.signal);
    try {
      const sequence = withOwnName(await open(path), sequences);
      const comparable = comparableWith(sequence, frames, signals);
      const { objects, notes } = drawQueries(sequence, rule, comparable);
      const own = evaluateSequence(
        engine,
        sequence,
        objects,
        methods,
        frames,
        comparable,
        options,
      ).finally(() => engine.forget(sequence));
      results.push(...(await own));
      sequences.push(factsOf(sequence, notes));
    } catch (thrown) {
      if (!isOfOneSequence(thrown)) throw thrown;
      const error = errorBody(thrown);
      problems.push({ path, error, thrown });
      options.onProblem?.(path, error);
    }
  }
  if (sequences.length === 0 && problems.length > 0) throw problems[0].thrown;
  return { sequences, results, problems: problems.map(({ path, error }) => ({ path, error })) };
}

/** Results are told apart by the sequence's name: of two folders of one name the second becomes 'NAME (2)'. */
function withOwnName(sequence: Sequence, others: readonly EvaluatedSequence[]): Sequence {
  const taken = new Set(others.map(({ name }) => name));
  let { name } = sequence;
  for (let i = 2; taken.has(name); i++) name = `${sequence.name} (${i})`;
  return { ...sequence, name };
}

function factsOf({ name, kept, trajectories }: Sequence, notes: readonly string[]) {
  const { frameCount, pointCount } = trajectories;
  return { name, frames: frameCount, kept: kept.length, points: pointCount, notes };
}

/** Whether an error says nothing about the next sequence. */
function isOfOneSequence(thrown: unknown): boolean {
  const codes = ['NOT_FOUND', 'BAD_INPUT', 'FORBIDDEN_PATH', 'NO_LABELS', 'USAGE'];
  return thrown instanceof ComoveError && codes.includes(thrown.code);
}
