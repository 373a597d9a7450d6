import { openSequence } from '../../host/sequences/openSequence.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import { measureDrag } from './drag.ts';
import { measureClicks, type ClickOptions } from './clicks.ts';
import { measureAllPairs, measureRanks } from './sequenceParts.ts';
import { count, median, megabytes, timed, type Figure } from './figures.ts';

export interface BenchOptions extends ClickOptions {
  /** As typed. */
  readonly estimators: readonly string[];
  /** Ranks, clicks and a drag of the threshold. */
  readonly clicks?: boolean;
  /** All pairs, by the first estimator. */
  readonly allPairs?: boolean;
  /** Only so many of the kept points take part; all by default. */
  readonly points?: number;
}

/** Everything that is measured on one sequence. */
export async function measureSequence(path: string, options: BenchOptions): Promise<Figure[]> {
  const { sequence, opened } = await measureOpening(path, options);
  const figures = [opened];
  if (options.clicks) figures.push(await measureRanks(sequence, options));
  for (const estimator of options.clicks ? options.estimators : []) {
    const { figures: clicks, pick, scores } = await measureClicks(sequence, estimator, options);
    figures.push(...clicks);
    if (estimator === options.estimators[0])
      figures.push(await measureDrag(sequence, pick, scores));
  }
  if (options.allPairs)
    figures.push(...(await measureAllPairs(sequence, options.estimators[0], options)));
  figures.push({
    name: 'memory peak of the host',
    value: megabytes(process.resourceUsage().maxRSS * 1024),
    unit: 'MB',
    restsOn: 'the whole run so far',
  });
  return figures;
}

async function measureOpening(path: string, { runs, signal, points, onPhase }: BenchOptions) {
  onPhase('opening');
  const millis: number[] = [];
  let sequence: Sequence | undefined;
  for (let run = 0; run < runs; run++)
    millis.push(await timed(async () => (sequence = await openSequence(path, { signal }))));
  const { kept, trajectories, ...rest } = sequence!;
  const opened: Figure = {
    name: 'open',
    value: median(millis),
    unit: 'ms',
    restsOn: `${runs} runs; ${count(trajectories.pointCount)} points x ${count(trajectories.frameCount)} frames, ${count(kept.length)} kept`,
  };
  return { sequence: { ...rest, trajectories, kept: kept.slice(0, points) }, opened };
}
