/** From the order in which archives store (frame, point, coordinate) to the order in which ranks read it. */
import { float16Table } from '../formats/float16.ts';
import type { NpySink } from '../formats/npyDecoder.ts';
import type { NpyHeader } from '../formats/npyHeader.ts';
import { clearBit, setBit } from './trajectories.ts';
import type { TrajectoryData } from './trajectories.ts';

/**
 * Frames are transposed a few at a time: each write then continues the one before it for a while, and the block
 * stays in the processor's cache.
 */
const blockBytes = 1 << 20;
const maximumBlockFrames = 64;

/**
 * Takes trajs_2d, (T, N, 2) in C or Fortran order, into (N, 2, T).
 *
 * @param target its N * 2 * T elements have the file's own type
 */
export function trajectorySink(header: NpyHeader, target: TrajectoryData): NpySink {
  const [frameCount, pointCount] = header.shape;
  const columns = 2 * pointCount;
  if (header.fortranOrder)
    return {
      // Each run of T elements is one coordinate of one point: x of all points, then y of all points.
      blockElements: frameCount,
      block(values, start) {
        const run = start / frameCount;
        const axis = run < pointCount ? 0 : 1;
        const point = run - axis * pointCount;
        target.set(values as typeof target, (2 * point + axis) * frameCount);
      },
    };
  return {
    blockElements: columns * blockFrames(columns * target.BYTES_PER_ELEMENT, frameCount),
    block(block, start) {
      const values = block as typeof target;
      const firstFrame = start / columns;
      const frames = values.length / columns;
      for (let column = 0; column < columns; column++) {
        const to = column * frameCount + firstFrame;
        for (let t = 0; t < frames; t++) target[to + t] = values[t * columns + column];
      }
    },
  };
}

/**
 * Takes an array of one number per frame and point, (T, N) in C or Fortran order, into bits (N, T).
 *
 * @param test which stored numbers mean true
 * @param combine 'set': true sets the bit; 'clear': false clears it (a logical and with what is there)
 */
export function visibilitySink(
  header: NpyHeader,
  bits: Uint8Array,
  test: (value: number) => boolean,
  combine: 'set' | 'clear',
): NpySink {
  const [frameCount, pointCount] = header.shape;
  const isTrue = elementTest(header, test);
  const changes = combine === 'set';
  const change = changes ? setBit : clearBit;
  if (header.fortranOrder)
    return {
      blockElements: frameCount,
      block(values, start) {
        for (let t = 0; t < values.length; t++)
          if (isTrue(values[t]) === changes) change(bits, start + t);
      },
    };
  return {
    blockElements: pointCount * blockFrames(pointCount, frameCount),
    block(values, start) {
      const firstFrame = start / pointCount;
      const frames = values.length / pointCount;
      for (let point = 0; point < pointCount; point++) {
        const firstBit = point * frameCount + firstFrame;
        for (let t = 0; t < frames; t++)
          if (isTrue(values[t * pointCount + point]) === changes) change(bits, firstBit + t);
      }
    },
  };
}

/** The test of a stored element; of one-byte types the answers are known beforehand. */
function elementTest(
  { dtype }: NpyHeader,
  test: (value: number) => boolean,
): (element: number | bigint) => boolean {
  const name = dtype.kind === 'number' ? dtype.name : undefined;
  if (name === 'bool' || name === 'uint8') {
    const answers = Array.from({ length: 256 }, (_, value) => test(value));
    return (element) => answers[element as number];
  }
  if (name !== 'float16') return (element) => test(Number(element));
  const table = float16Table();
  return (bits) => test(table[bits as number]);
}

function blockFrames(bytesPerFrame: number, frameCount: number): number {
  const fitting = Math.floor(blockBytes / bytesPerFrame);
  return Math.max(1, Math.min(frameCount, maximumBlockFrames, fitting));
}
