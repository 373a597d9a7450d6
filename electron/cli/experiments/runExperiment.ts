import { throwIfAborted } from '#core/contract/errors.ts';
import type { ModelRunner } from '#core/estimators/estimator.ts';
import type { Json } from '../../host/results/json.ts';
import type { CommandContext } from '../context.ts';
import type { Surroundings } from './configuration.ts';
import type { Experiment } from './experiment.ts';
import { openKeptParts } from './keptParts.ts';
import type { Outcome } from './outcome.ts';
import { writeResults } from './writeResults.ts';

export interface RunOptions {
  readonly quick: boolean;
  readonly sequences: readonly string[];
  /** The folder of all experiments; this one's files come below it. */
  readonly out: string;
  readonly models: ModelRunner;
  readonly surroundings: Surroundings;
}

/**
 * Runs an experiment part by part, takes up what an earlier run of the same configuration has left, and writes its
 * files. Progress tells the time left, as far as this run's own parts let it guess.
 *
 * @throws ComoveError ABORTED; the finished parts are kept and the note says so
 */
export async function runExperiment(
  experiment: Experiment,
  options: RunOptions,
  context: CommandContext,
): Promise<Outcome> {
  const { quick, out, surroundings } = options;
  const settings = experiment.settings(quick, options.sequences, Object.keys(surroundings.models));
  const configuration = { experiment: experiment.name, quick, settings, ...surroundings };
  const kept = await openKeptParts(out, experiment.name, configuration);
  for (const other of kept.others)
    context.note(
      `${other} holds parts of ${experiment.name} with another configuration; not used.`,
    );

  const parts = experiment.parts(settings);
  const costs = parts.map(({ cost = 1 }) => cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const clock = remainingTime(total);
  const results: Json[] = [];
  for (const [index, part] of parts.entries()) {
    const found = kept.find(part.key);
    if (found !== undefined) {
      clock.skip(costs[index]);
      results.push(found);
      continue;
    }
    const show = (share: number) =>
      context.progress({
        phase: `Reproducing ${experiment.name}`,
        done: index,
        total: parts.length,
        unit: 'parts',
        secondsLeft: clock.left(share * costs[index]),
      });
    show(0);
    try {
      throwIfAborted(context.signal);
      const { models } = options;
      const { signal } = context;
      await kept.add(
        part.key,
        await part.run({ models, signal, command: context, progress: show }),
      );
    } catch (cause) {
      if (context.signal.aborted && results.length > 0)
        context.note(
          `${results.length} of ${parts.length} parts of ${experiment.name} are kept; the same command goes on with them.`,
        );
      throw cause;
    }
    clock.finish(costs[index]);
    results.push(kept.find(part.key)!);
  }
  const report = experiment.report(results, settings);
  const words = ['comove reproduce', experiment.name, ...options.sequences];
  const command = [...words, ...(quick ? ['--quick'] : [])].join(' ');
  const outcome: Outcome = { experiment, command, quick, settings, surroundings, report };
  await writeResults(out, outcome);
  await kept.discard();
  return outcome;
}

/** Guesses the time left from the time that the finished work took. */
function remainingTime(total: number) {
  const started = performance.now();
  let [finished, skipped] = [0, 0];
  return {
    skip: (cost: number) => void (skipped += cost),
    finish: (cost: number) => void (finished += cost),
    /** Seconds, or undefined before anything is known. */
    left(underWay: number): number | undefined {
      const done = finished + underWay;
      if (done === 0) return undefined;
      const seconds = (performance.now() - started) / 1000;
      return (seconds / done) * (total - skipped - done);
    },
  };
}
