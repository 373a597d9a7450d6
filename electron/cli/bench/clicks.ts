import { mapDefaults } from '#core/contract/schemas.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { createInferenceProcess } from '../../host/inference/inferenceProcess.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import type { LaunchInference } from '../../host/inference/port.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import { count, median, megabytes, type Figure } from './figures.ts';

export interface ClickOptions {
  readonly launch: LaunchInference;
  /** How often each thing is done; the median counts. */
  readonly runs: number;
  readonly signal: AbortSignal;
  /** Told what is measured next. */
  readonly onPhase: (phase: string) => void;
}

/**
 * Clicks as a user makes them: the first on a sequence that was just opened (the process is up, ranks are not
 * computed yet), in a fresh process each run; then one on each of several other points.
 */
export async function measureClicks(
  sequence: Sequence,
  /** As typed: 'infonet:weights=fast'. */
  estimator: string,
  { launch, runs, signal, onPhase }: ClickOptions,
): Promise<{ figures: Figure[]; pick: number; scores: Float32Array }> {
  const first: Click[] = [];
  const later: Click[] = [];
  let memoryPeak = 0;
  for (let run = 0; run < runs; run++) {
    onPhase(`${estimator}, run ${run + 1} of ${runs}`);
    const inference = createInferenceProcess(launch);
    const engine = createMapEngine(inference);
    try {
      await engine.prepare(sequence);
      const click = (at: number) => measureClick(engine, sequence, estimator, at, signal);
      first.push(await click(run / runs));
      later.push(await click((run + 0.5) / runs));
      const { memoryPeakBytes } = await inference.pairs({
        ...parseEstimator(estimator),
        batch: 1,
        sampleCount: 8,
        data: Float64Array.from({ length: 16 }, Math.sin),
      });
      memoryPeak = Math.max(memoryPeak, memoryPeakBytes);
    } finally {
      await engine.dispose();
    }
  }
  return {
    figures: clickFigures(estimator, first, later, memoryPeak),
    pick: first[0].pick,
    scores: first[0].scores,
  };
}

function clickFigures(
  estimator: string,
  first: readonly Click[],
  later: readonly Click[],
  memoryPeak: number,
): Figure[] {
  const { pairs } = first[0];
  const figure = (
    name: string,
    unit: Figure['unit'],
    values: readonly number[],
    restsOn: string,
  ): Figure => ({ name: `${estimator}: ${name}`, value: median(values), unit, restsOn });
  const waits = ([name, clicks]: readonly [string, readonly Click[]]) => {
    const restsOn = `${clicks.length} clicks, ${count(pairs)} estimates each`;
    const begun = clicks.map((click) => click.begun);
    const several = clicks.map((click) => click.several);
    const full = clicks.map((click) => click.full);
    return [
      figure(`${name} to first scores`, 'ms', begun, restsOn),
      figure(`${name} to ${severalScores} scores`, 'ms', several, restsOn),
      figure(`${name} to full map`, 'ms', full, restsOn),
    ];
  };
  const micros = later.map(({ estimating }) => (estimating * 1000) / pairs);
  const estimates = `${count(pairs * later.length)} estimates in ${later.length} maps`;
  const maps = `${first.length + later.length} maps in ${first.length} processes`;
  return [
    ...waits(['first click', first]),
    ...waits(['later click', later]),
    figure('per estimate, later clicks', 'µs', micros, estimates),
    figure('memory peak of the inference process', 'MB', [megabytes(memoryPeak)], maps),
  ];
}

/** So many show where the object is. */
const severalScores = 500;

const known = (scores: Float32Array) =>
  scores.reduce((sum, score) => sum + (Number.isNaN(score) ? 0 : 1), 0);

interface Click {
  readonly pick: number;
  /** (N) */
  readonly scores: Float32Array;
  /** Milliseconds from the click to the first scores, to the first 500, and to all. */
  readonly begun: number;
  readonly several: number;
  readonly full: number;
  /** Milliseconds of the full map inside the inference process. */
  readonly estimating: number;
  readonly pairs: number;
}

async function measureClick(
  engine: ReturnType<typeof createMapEngine>,
  sequence: Sequence,
  estimator: string,
  /** Which of the kept points, as a share of them. */
  at: number,
  signal: AbortSignal,
): Promise<Click> {
  const pick = sequence.kept[Math.floor(at * sequence.kept.length)];
  const started = performance.now();
  let begun: number | undefined;
  let several: number | undefined;
  const map = await engine.compute(
    sequence,
    { ...mapDefaults, ...parseEstimator(estimator), picks: [pick] },
    {
      signal,
      onPartialScores(scores) {
        const now = performance.now() - started;
        begun ??= now;
        if (several === undefined && known(scores) >= severalScores) several = now;
      },
    },
  );
  const full = performance.now() - started;
  return {
    pick,
    scores: map.scores,
    begun: begun ?? full,
    several: several ?? full,
    full,
    estimating: map.elapsedMillis,
    pairs: map.pairs,
  };
}
