import type { SignalName } from '#core/contract/schemas.ts';
import type { SampleTable } from '#core/estimators/estimator.ts';
import { coarseToFine } from '#core/tracks/order.ts';
import { shownSamples, wordsFor, type ShownSamples } from '#core/tracks/shownSamples.ts';
import { signalTable, type Tracks } from '#core/tracks/signals.ts';
import {
  createTrajectoryData,
  coordinateAt,
  type TrajectoryData,
  type TrajectoryDtype,
} from '#core/tracks/trajectories.ts';

/** The kept points of one clip, with what every map of it shares. */
export interface Dataset {
  readonly pointCount: number;
  /** Takes a run of points into its place: positions (points, 2, T), and the frames that show them (points, W). */
  add(firstPoint: number, data: TrajectoryData, shown: Uint32Array): void;
  /** Variables of a signal; their ranks stay for the next map. */
  table(signal: SignalName): SampleTable;
  /** Which samples of a signal come from frames that show the points. */
  shown(signal: SignalName): ShownSamples;
  /** (K) indices of all points, each prefix spread evenly over the first frame. */
  order(): Uint32Array;
}

/** An empty data set of K points over T frames, to be filled by `add`. */
export function createDataset(shape: {
  frameCount: number;
  pointCount: number;
  dtype: TrajectoryDtype;
}): Dataset {
  const { frameCount, pointCount, dtype } = shape;
  const data = createTrajectoryData(dtype, pointCount * 2 * frameCount);
  const tracks: Tracks = { frameCount, pointCount, dtype, data };
  const wordsPerPoint = wordsFor(frameCount);
  const frames: ShownSamples = {
    sampleCount: frameCount,
    wordsPerPoint,
    words: new Uint32Array(pointCount * wordsPerPoint),
  };
  const tables = new Map<SignalName, SampleTable>();
  let ordered: Uint32Array | undefined;
  const order = () => (ordered ??= orderByFirstFrame(tracks));
  return {
    pointCount,
    add(firstPoint, run, shownFrames) {
      data.set(run, firstPoint * 2 * frameCount);
      frames.words.set(shownFrames, firstPoint * wordsPerPoint);
      // Once all points are there the order is made, before anybody waits for it.
      if (firstPoint * 2 * frameCount + run.length === data.length) order();
    },
    table(signal) {
      const table = tables.get(signal) ?? signalTable(tracks, signal);
      tables.set(signal, table);
      return table;
    },
    shown: (signal) => shownSamples(frames, signal),
    order,
  };
}

function orderByFirstFrame(tracks: Tracks): Uint32Array {
  const first = (axis: 0 | 1) =>
    Float64Array.from({ length: tracks.pointCount }, (_, point) =>
      coordinateAt(tracks, point, axis, 0),
    );
  return coarseToFine(first(0), first(1));
}
