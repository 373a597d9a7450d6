/** Point trajectories of a clip, held in the archive's own number type. */
import { float16Table } from '../formats/float16.ts';

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

/** 0 is x, 1 is y. */
export type Axis = 0 | 1;

/** The array that holds `length` numbers of a dtype, all zero. */
export function createTrajectoryData(dtype: TrajectoryDtype, length: number): TrajectoryData {
  switch (dtype) {
    case 'float16':
      return new Uint16Array(length);
    case 'float32':
      return new Float32Array(length);
    case 'float64':
      return new Float64Array(length);
  }
}

/**
 * Copies one coordinate of a point over time.
 *
 * @param into (T), overwritten; returned
 */
export function readCoordinate(
  { data, dtype, frameCount }: Pick<Trajectories, 'data' | 'dtype' | 'frameCount'>,
  point: number,
  axis: Axis,
  into: Float64Array,
): Float64Array {
  const start = (2 * point + axis) * frameCount;
  if (dtype === 'float16') {
    const table = float16Table();
    for (let t = 0; t < frameCount; t++) into[t] = table[data[start + t]];
  } else {
    for (let t = 0; t < frameCount; t++) into[t] = data[start + t];
  }
  return into;
}

/** One coordinate of a point in one frame, pixels; may be inf, nan or a sentinel. */
export function coordinateAt(
  { data, dtype, frameCount }: Pick<Trajectories, 'data' | 'dtype' | 'frameCount'>,
  point: number,
  axis: Axis,
  frame: number,
): number {
  const value = data[(2 * point + axis) * frameCount + frame];
  return dtype === 'float16' ? float16Table()[value] : value;
}

/** Whether a point is visible in a frame. */
export function isVisible(
  { visible, frameCount }: Trajectories,
  point: number,
  frame: number,
): boolean {
  return bitAt(visible, point * frameCount + frame);
}

/** Bytes that hold one bit per point and frame. */
export function visibilityBytes(frameCount: number, pointCount: number): number {
  return Math.ceil((frameCount * pointCount) / 8);
}

/** Bit `index` of a bit array, least significant bit first; indices may go beyond 2^31. */
export function bitAt(bits: Uint8Array, index: number): boolean {
  return ((bits[Math.floor(index / 8)] >> (index & 7)) & 1) === 1;
}

export function setBit(bits: Uint8Array, index: number): void {
  bits[Math.floor(index / 8)] |= 1 << (index & 7);
}

export function clearBit(bits: Uint8Array, index: number): void {
  bits[Math.floor(index / 8)] &= ~(1 << (index & 7));
}
