import { wordsFor, writeShownFrames } from '#core/tracks/shownSamples.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { InferenceProcess } from './inferenceProcess.ts';
import type { JobWork } from './inferenceRun.ts';

/** Bytes a message; copying this much takes some milliseconds, so that an abort is heard soon. */
const runBytes = 8 * 2 ** 20;

/**
 * Sends the kept points of a sequence to the inference process.
 *
 * @throws ComoveError ABORTED, ENGINE_LOST
 */
export async function loadTracks(
  inference: InferenceProcess,
  datasetId: string,
  { trajectories, kept }: Sequence,
  work: JobWork,
): Promise<void> {
  const { frameCount, dtype, data } = trajectories;
  const perPoint = 2 * frameCount;
  const words = wordsFor(frameCount);
  const pointsPerRun = Math.max(1, Math.floor(runBytes / (perPoint * data.BYTES_PER_ELEMENT)));
  for (let firstPoint = 0; firstPoint < kept.length; firstPoint += pointsPerRun) {
    const points = kept.subarray(firstPoint, firstPoint + pointsPerRun);
    const run = data.slice(0, points.length * perPoint);
    const shown = new Uint32Array(points.length * words);
    points.forEach((point, i) => {
      run.set(data.subarray(point * perPoint, (point + 1) * perPoint), i * perPoint);
      writeShownFrames(trajectories, point, shown, i * words);
    });
    work.onProgress?.({
      phase: 'Preparing trajectories',
      done: firstPoint,
      total: kept.length,
      unit: 'points',
    });
    await inference.load(
      { datasetId, frameCount, pointCount: kept.length, dtype, firstPoint, data: run, shown },
      work,
    );
  }
}
