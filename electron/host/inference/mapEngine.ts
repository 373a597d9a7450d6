import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import { infonetTable } from '#core/estimators/infonet.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { estimators, findEstimator } from '#core/estimators/registry.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';
import type { MapChoices, MapEngine } from '../services/mapEngine.ts';
import type { WorkOptions } from '../progress.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { InferenceProcess } from './inferenceProcess.ts';
import type { JobWork } from './inferenceRun.ts';
import { keptPicks } from './keptPicks.ts';
import { loadTracks } from './loadTracks.ts';
import { computeMatrix, pointsOfMatrix, type PairChoices, type PairMatrix } from './pairMatrix.ts';
import type { MapQuestion } from './protocol.ts';

/** A sequence's kept points in the process, as of one of its starts. */
interface Loaded {
  readonly datasetId: string;
  readonly generation: number;
  readonly done: Promise<void>;
}

/** What the command line has besides maps. */
export interface PairsEngine extends MapEngine {
  /** Scores of all pairs of points. @throws as `compute`; USAGE too for more points than can be */
  computePairs(sequence: Sequence, choices: PairChoices, work: WorkOptions): Promise<PairMatrix>;
}

/** Maps of sequences, computed in the inference process. It stays up between maps, and so do the trajectories. */
export function createMapEngine(inference: InferenceProcess): PairsEngine {
  const held = new Map<Sequence, Loaded>();
  let nextDataset = 1;

  /** The sequence's data set, sent now unless the process has it. A second caller waits for the first one's load. */
  async function dataset(sequence: Sequence, work: JobWork): Promise<string> {
    await inference.start();
    let loaded = held.get(sequence);
    if (loaded?.generation !== inference.generation()) {
      const datasetId = `tracks-${nextDataset++}`;
      const done = loadTracks(inference, datasetId, sequence, { onProgress: work.onProgress });
      const started = { datasetId, generation: inference.generation(), done };
      done.catch(() => held.get(sequence) === started && held.delete(sequence));
      held.set(sequence, started);
      loaded = started;
    }
    await loaded.done;
    throwIfAborted(work.signal);
    return loaded.datasetId;
  }

  /** The request as the process takes it; what is wrong with it is found before anything is sent. */
  async function ask(sequence: Sequence, request: MapChoices, work: JobWork): Promise<MapQuestion> {
    const { estimator, signal, coordinates, combine, visibleOnly, minimumOverlap } = request;
    const options = resolveOptions(findEstimator(estimator).info, request.options);
    checkFrames(sequence, visibleOnly);
    const picks = keptPicks(sequence, request.picks);
    const datasetId = await dataset(sequence, work);
    const question = { datasetId, picks, estimator, options, signal, coordinates, combine };
    return visibleOnly ? { ...question, minimumOverlap } : question;
  }

  return {
    state: () => inference.state(),
    onState: (listener) => inference.onState(listener),
    restart: () => inference.restart(),
    dispose: () => inference.dispose(),

    async prepare(sequence) {
      const { name } = estimators[0].info;
      await dataset(sequence, {});
      await inference.pairs({ estimator: name, options: {}, ...warmUp });
    },

    async compute(sequence, request, work) {
      const { info } = findEstimator(request.estimator);
      const question = await ask(sequence, request, work);
      const result = await inference.map(question, {
        signal: work.signal,
        onProgress: work.onProgress,
        onScores: (scores) => work.onPartialScores?.(inArchive(sequence, scores)),
      });
      return {
        scores: inArchive(sequence, result.values),
        extras: Object.fromEntries(
          Object.entries(result.extras).map(([name, values]) => [
            name,
            inArchive(sequence, values),
          ]),
        ),
        unit: info.unit,
        pairs: result.pairs,
        elapsedMillis: result.elapsedMillis,
        engine: inference.state().label,
        minimum: result.values.reduce((a, b) => Math.min(a, b)),
        maximum: result.values.reduce((a, b) => Math.max(a, b)),
        autoThreshold: autoThreshold(result.values, info.unit),
        notes: result.notes,
      };
    },

    async forecast(sequence, request, work) {
      const { pairs, secondsPerPair } = await inference.forecast(
        await ask(sequence, request, work),
        { signal: work.signal },
      );
      return { pairs, secondsPerPair, seconds: pairs * secondsPerPair };
    },

    async computePairs(sequence, { points: wanted, ...request }, work) {
      const { estimator, signal, coordinates, visibleOnly, minimumOverlap } = request;
      const options = resolveOptions(findEstimator(estimator).info, request.options);
      checkFrames(sequence, visibleOnly);
      const points = pointsOfMatrix(sequence, wanted);
      const datasetId = await dataset(sequence, work);
      const job = { datasetId, points, estimator, options, signal, coordinates };
      return computeMatrix(
        inference,
        sequence,
        visibleOnly ? { ...job, minimumOverlap } : job,
        work,
      );
    },

    async describePair(sequence, request) {
      const { pick, other, signal, visibleOnly, minimumOverlap } = request;
      const options = resolveOptions(infonetTable.info, request.options);
      checkFrames(sequence, visibleOnly);
      const [first, second] = keptPicks(sequence, [pick, other]);
      const datasetId = await dataset(sequence, {});
      const question = { datasetId, pick: first, other: second, options, signal };
      return inference.pair(visibleOnly ? { ...question, minimumOverlap } : question);
    },

    forget(sequence) {
      const loaded = held.get(sequence);
      held.delete(sequence);
      // A process that is gone has forgotten it already.
      if (loaded?.generation === inference.generation())
        void inference.unload(loaded.datasetId).catch(() => {});
    },
  };
}

/** @throws ComoveError USAGE when kept points may have gaps and yet all frames shall count */
function checkFrames({ name, protocol }: Sequence, visibleOnly: boolean): void {
  if (protocol.minimumVisible === undefined || visibleOnly) return;
  throw new ComoveError('USAGE', `The points of ${name} may have gaps: not all frames can count.`, {
    remedy:
      'Score on the frames in which both points are visible, or keep only points without gaps.',
  });
}

/** A few pairs of anything: they make the process load the network and compile its own code before the first click. */
const warmUp = {
  batch: 64,
  sampleCount: 64,
  data: Float64Array.from({ length: 64 * 64 * 2 }, (_, i) => Math.sin(i)),
};

/** (N) in the archive's numbering, NaN for points that are not kept. */
function inArchive({ kept, trajectories }: Sequence, scores: Float32Array): Float32Array {
  const all = new Float32Array(trajectories.pointCount).fill(NaN);
  kept.forEach((point, i) => (all[point] = scores[i]));
  return all;
}
