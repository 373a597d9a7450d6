/** What is measured on a long sequence besides clicks: ranks, and all pairs. */
import { mapDefaults } from '#core/contract/schemas.ts';
import { variableCells } from '#core/copula/cells.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { signalTable } from '#core/tracks/signals.ts';
import { createTrajectoryData } from '#core/tracks/trajectories.ts';
import { createInferenceProcess } from '../../host/inference/inferenceProcess.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import { estimatesOfMatrix } from '../../host/inference/pairMatrix.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import type { ClickOptions } from './clicks.ts';
import { count, median, megabytes, timed, type Figure } from './figures.ts';

/** Ranks and cells of every variable: what the first map of a sequence needs and later ones find. */
export async function measureRanks(
  { trajectories, kept }: Sequence,
  { runs, onPhase }: ClickOptions,
): Promise<Figure> {
  onPhase('ranks');
  const { frameCount, dtype } = trajectories;
  const perPoint = 2 * frameCount;
  const data = createTrajectoryData(dtype, kept.length * perPoint);
  kept.forEach((point, i) =>
    data.set(trajectories.data.subarray(point * perPoint, (point + 1) * perPoint), i * perPoint),
  );
  const millis: number[] = [];
  for (let run = 0; run < runs; run++) {
    const table = signalTable({ frameCount, pointCount: kept.length, dtype, data }, 'position');
    millis.push(
      await timed(() => {
        for (let v = 0; v < table.variableCount; v++) variableCells(table.ranks(v));
      }),
    );
  }
  return {
    name: 'ranks and cells, once a sequence',
    value: median(millis),
    unit: 'ms',
    restsOn: `${runs} runs; ${count(2 * kept.length)} variables of ${count(frameCount)} samples`,
  };
}

const allPairsPoints = 1000;

/** All pairs of a thousand points, in a fresh process, ranks included. */
export async function measureAllPairs(
  sequence: Sequence,
  estimator: string,
  { launch, signal, onPhase }: ClickOptions,
): Promise<Figure[]> {
  onPhase(`${estimator}, all pairs`);
  const engine = createMapEngine(createInferenceProcess(launch));
  try {
    await engine.prepare(sequence);
    const choices = { ...mapDefaults, ...parseEstimator(estimator) };
    const points = Math.min(allPairsPoints, sequence.kept.length);
    let memory = 0;
    const millis = await timed(async () => {
      const matrix = await engine.computePairs(sequence, { ...choices, points }, { signal });
      memory = matrix.memoryPeakBytes;
    });
    const estimates = estimatesOfMatrix(points, choices.estimator);
    const name = `${estimator}: all pairs of ${count(points)} points`;
    const restsOn = `1 run; ${count(estimates)} estimates, each point with itself among them`;
    return [
      { name, value: millis / 1000, unit: 's', restsOn },
      {
        name: `${name}, memory peak of the inference process`,
        value: megabytes(memory),
        unit: 'MB',
        restsOn: `with all ${count(sequence.kept.length)} points of the sequence in it`,
      },
    ];
  } finally {
    await engine.dispose();
  }
}
