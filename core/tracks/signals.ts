/** From trajectories to the variables that estimators compare. */
import { doubledMidranksOfFloat16 } from '../copula/float16Ranks.ts';
import { doubledMidranks, type RankArray } from '../copula/ranks.ts';
import type { SignalName } from '../contract/schemas.ts';
import type { SampleTable } from '../estimators/estimator.ts';
import { readCoordinate, type Axis, type Trajectories } from './trajectories.ts';

/** Trajectories of K points, e.g. the kept ones of a clip: data (K, 2, T), finite everywhere. */
export type Tracks = Omit<Trajectories, 'visible'>;

/** The variable that holds a coordinate of point k: 2k for x, 2k + 1 for y. */
export const coordinateVariable = (point: number, axis: Axis): number => 2 * point + axis;

/**
 * Up to this size decoded values are kept, so that each is decoded once; a longer clip decodes a variable each
 * time it is asked for, which costs about as much as reading it.
 */
const keptBytes = 256 * 2 ** 20;

/**
 * The variables of a clip: x and y of every point (`coordinateVariable`), sampled by the signal's rule.
 *
 * - 'position': the coordinate in pixels, T samples.
 * - 'velocity': forward differences p[t + 1] - p[t] in pixels a frame, T - 1 samples.
 *
 * Ranks are computed once per variable, when first asked for, and kept: 2 bytes a sample.
 */
export function signalTable(tracks: Tracks, signal: SignalName): SampleTable {
  const { frameCount, pointCount } = tracks;
  const variableCount = 2 * pointCount;
  const sampleCount = signal === 'velocity' ? frameCount - 1 : frameCount;
  const keepValues = variableCount * sampleCount * Float64Array.BYTES_PER_ELEMENT <= keptBytes;
  const values: (Float64Array | undefined)[] = [];
  const ranks: (RankArray | undefined)[] = [];

  const sample = (variable: number): Float64Array => {
    const axis = (variable & 1) as Axis;
    const series = readCoordinate(tracks, variable >> 1, axis, new Float64Array(frameCount));
    return signal === 'velocity' ? differences(series) : series;
  };
  // Who asks for ranks has no need of the values, so they are not kept for it, or not even decoded.
  const rank = (variable: number): RankArray =>
    signal === 'position' && tracks.data instanceof Uint16Array
      ? doubledMidranksOfFloat16(
          tracks.data.subarray(variable * frameCount, (variable + 1) * frameCount),
        )
      : doubledMidranks(values[variable] ?? sample(variable));
  return {
    variableCount,
    sampleCount,
    values: (variable) => (keepValues ? (values[variable] ??= sample(variable)) : sample(variable)),
    ranks: (variable) => (ranks[variable] ??= rank(variable)),
  };
}

/**
 * The variables of B independent pairs: variables 2b and 2b + 1 are the two columns of pair b.
 *
 * @param data (B, T, 2)
 */
export function pairTable(data: Float64Array, batch: number, sampleCount: number): SampleTable {
  const column = (variable: number) => {
    const start = (variable >> 1) * sampleCount * 2 + (variable & 1);
    return Float64Array.from({ length: sampleCount }, (_, t) => data[start + 2 * t]);
  };
  return {
    variableCount: 2 * batch,
    sampleCount,
    values: column,
    ranks: (variable) => doubledMidranks(column(variable)),
  };
}

/** p[t + 1] - p[t], (T - 1). */
function differences(series: Float64Array): Float64Array {
  const result = new Float64Array(Math.max(0, series.length - 1));
  for (let t = 0; t < result.length; t++) result[t] = series[t + 1] - series[t];
  return result;
}
