import { encodeFloat16 } from '#core/formats/float16Write.ts';
import { setBit, visibilityBytes } from '#core/tracks/trajectories.ts';
import type { Trajectories, TrajectoryDtype } from '#core/tracks/trajectories.ts';

export interface Track {
  x: readonly number[];
  y: readonly number[];
  /** By frame; everywhere visible when left out. */
  visible?: readonly (0 | 1)[];
}

/** Trajectories from one record a point, as tests like to write them. */
export function trajectoriesOf(
  tracks: readonly Track[],
  dtype: TrajectoryDtype = 'float64',
): Trajectories {
  const frameCount = tracks[0].x.length;
  const numbers = tracks.flatMap(({ x, y }) => [...x, ...y]);
  const visible = new Uint8Array(visibilityBytes(frameCount, tracks.length));
  tracks.forEach((track, point) => {
    for (let t = 0; t < frameCount; t++)
      if (track.visible?.[t] ?? 1) setBit(visible, point * frameCount + t);
  });
  const data = {
    float16: () => encodeFloat16(numbers),
    float32: () => Float32Array.from(numbers),
    float64: () => Float64Array.from(numbers),
  }[dtype]();
  return { frameCount, pointCount: tracks.length, dtype, data, visible };
}

/** The same value in every frame. */
export const still = (value: number, frames: number): number[] =>
  new Array<number>(frames).fill(value);
