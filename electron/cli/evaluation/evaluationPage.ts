import type { Evaluation, EvaluationRule } from '../../host/evaluation/evaluateAll.ts';
import type { MethodSummary } from '../../host/evaluation/summaries.ts';
import { surroundings } from '../experiments/configuration.ts';
import { writeOutcome } from '../experiments/writeResults.ts';
import type { CommandContext } from '../context.ts';
import { evaluationReport } from './evaluationReport.ts';

/** How an evaluation was made. */
export interface EvaluationChoices extends EvaluationRule {
  readonly sequences: readonly string[];
  /** Other options as they were typed, e.g. '--min -100'. */
  readonly others: readonly string[];
}

/**
 * Writes the page of an evaluation with its numbers and its plot into a folder.
 *
 * @throws ComoveError WRITE_FAILED, FORBIDDEN_PATH
 */
export async function writeEvaluationPage(
  out: string,
  choices: EvaluationChoices,
  evaluation: Evaluation,
  summaries: readonly MethodSummary[],
  { installation }: CommandContext,
): Promise<void> {
  const { count, seed } = choices.queries;
  await writeOutcome(out, {
    experiment: {
      name: 'evaluate',
      title: 'How well objects are found from points picked on them',
      summary: summaryOf(choices),
    },
    command: commandOf(choices),
    quick: false,
    settings: { queries: count, seed },
    surroundings: await surroundings(installation),
    report: evaluationReport(evaluation, summaries),
  });
}

function summaryOf({ queries: { count, background }, frames }: EvaluationChoices): string {
  const { visibleOnly, minimumOverlap } = frames;
  const picks = count === 'all' ? 'All points of an object' : `Up to ${count} points of an object`;
  return [
    `${picks} are picked one at a time, the same ones for every method.`,
    'Each pick ranks the points whose object is known, itself included; those of its own object are to be found.',
    'x and y are scored apart and averaged, except by methods that score whole trajectories.',
    visibleOnly
      ? `Of each pair of points the frames in which both are visible count; points that share fewer than ${minimumOverlap} samples with the pick are not ranked.`
      : "Points with gaps do not take part, and every frame counts (the paper's rule).",
    background ? 'The background counts as an object.' : 'The background is no object.',
  ].join(' ');
}

function commandOf({ sequences, methods, queries, frames, others }: EvaluationChoices): string {
  const list = (words: readonly string[]) => [...new Set(words)].join(',');
  return [
    'comove evaluate',
    ...sequences,
    `--queries ${queries.count} --seed ${queries.seed}`,
    `--estimator ${list(methods.map(({ estimator }) => estimator))}`,
    `--signal ${list(methods.map(({ signal }) => signal))}`,
    ...(frames.visibleOnly ? [`--visible-only --minimum-overlap ${frames.minimumOverlap}`] : []),
    ...(queries.background ? ['--background'] : []),
    ...others,
  ].join(' ');
}
