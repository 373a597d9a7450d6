/** Point trajectories of a clip, held in the archive's own number type. */

export type TrajectoryDtype = 'float16' | 'float32' | 'float64';

/** float16 is held as its raw bits: decoding happens where a number is needed. */
export type TrajectoryData = Uint16Array | Float32Array | Float64Array;

export interface Trajectories {
  /** T */
  readonly frameCount: number;
  /** N */
  readonly pointCount: number;
  readonly dtype: TrajectoryDtype;
  /**
   * (N, 2, T): a trajectory's x over time, then its y, so that ranks read memory in order.
   * Pixels, x to the right, y down, pixel centres at integers. May hold inf, nan and sentinels.
   */
  readonly data: TrajectoryData;
  /** (N, T) bits, frame t of point n at bit n * T + t: 1 where the point is visible. */
  readonly visible: Uint8Array;
}
