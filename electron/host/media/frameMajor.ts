/**
 * Trajectories lie point by point in memory; a player needs them frame by frame. These are the transposed files,
 * never held as a whole: the frames that a byte range touches are computed when it is read.
 */
import { float16Table } from '#core/formats/float16.ts';
import type { Trajectories } from '#core/tracks/trajectories.ts';
import type { ByteSource } from './byteSource.ts';

/** About how much is computed between two turns of the event loop. */
const chunkBytes = 4 << 20;

/** (T, N, 2) float32, little-endian, pixels; NaN where the archive has no finite number. */
export function positionsSource(trajectories: Trajectories): ByteSource {
  const { pointCount } = trajectories;
  return framesSource(trajectories.frameCount, pointCount * 8, (from, to) => {
    const frames = new Float32Array((to - from) * pointCount * 2);
    writePositions(trajectories, from, to, frames);
    return new Uint8Array(frames.buffer);
  });
}

/** (T, N) uint8: 1 where visible. */
export function visibilitySource({ frameCount, pointCount, visible }: Trajectories): ByteSource {
  return framesSource(frameCount, pointCount, (from, to) => {
    const frames = new Uint8Array((to - from) * pointCount);
    for (let point = 0; point < pointCount; point++)
      for (let frame = from; frame < to; frame++) {
        const bit = point * frameCount + frame;
        frames[(frame - from) * pointCount + point] = (visible[bit >> 3] >> (bit & 7)) & 1;
      }
    return frames;
  });
}

function writePositions(
  { data, dtype, frameCount, pointCount }: Trajectories,
  from: number,
  to: number,
  out: Float32Array,
): void {
  const table = dtype === 'float16' ? float16Table() : undefined;
  const stride = pointCount * 2;
  // Reads run along memory; writes touch as many rows as frames, few enough for the cache.
  for (let column = 0; column < stride; column++) {
    const base = column * frameCount;
    let at = column;
    for (let frame = from; frame < to; frame++, at += stride) {
      const value = table ? table[data[base + frame]] : data[base + frame];
      out[at] = Number.isFinite(value) ? value : Number.NaN;
    }
  }
}

function framesSource(
  frameCount: number,
  frameBytes: number,
  compute: (fromFrame: number, toFrame: number) => Uint8Array,
): ByteSource {
  const step = Math.max(1, Math.floor(chunkBytes / Math.max(1, frameBytes)));
  return {
    size: frameCount * frameBytes,
    type: 'application/octet-stream',
    async *read(start, end) {
      for (let at = start; at < end;) {
        const from = Math.floor(at / frameBytes);
        const to = Math.min(frameCount, from + step, Math.ceil(end / frameBytes));
        const base = from * frameBytes;
        const stop = Math.min(end, to * frameBytes);
        yield compute(from, to).subarray(at - base, stop - base);
        at = stop;
      }
    },
  };
}
