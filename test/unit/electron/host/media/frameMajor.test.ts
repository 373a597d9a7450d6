import { expect, it } from 'vitest';
import type { ByteSource } from '#electron/host/media/byteSource.ts';
import { positionsSource, visibilitySource } from '#electron/host/media/frameMajor.ts';
import type { Trajectories } from '#core/tracks/trajectories.ts';

/** Collects the bytes [start, end). */
async function bytes(source: ByteSource, start = 0, end = source.size): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.read(start, end)) pieces.push(piece.slice());
  return new Uint8Array(Buffer.concat(pieces));
}

/** T=3, N=2; point 1 has an infinite x in frame 1; (N, 2, T). */
const three: Trajectories = {
  frameCount: 3,
  pointCount: 2,
  dtype: 'float32',
  data: Float32Array.of(1, 2, 3, 10, 20, 30, 4, Infinity, 6, 40, 50, -50000),
  // Point 0 visible in frames 0 and 2; point 1 in frame 1: bits 101 010 from the lowest.
  visible: Uint8Array.of(0b010101),
};

it('positions come frame by frame, NaN where not finite, sentinels as they are', async () => {
  const all = new Float32Array((await bytes(positionsSource(three))).buffer);
  expect([...all]).toEqual([1, 10, 4, 40, 2, 20, NaN, 50, 3, 30, 6, -50000]);
});

it('visibility comes frame by frame', async () => {
  expect([...(await bytes(visibilitySource(three)))]).toEqual([1, 0, 0, 1, 1, 0]);
});

it('any byte range is the same part of the whole', async () => {
  const source = positionsSource(three);
  const whole = await bytes(source);
  expect(source.size).toBe(3 * 2 * 2 * 4);
  for (let start = 0; start < source.size; start++)
    for (let end = start + 1; end <= source.size; end++)
      expect(await bytes(source, start, end)).toEqual(whole.subarray(start, end));
});

it('float16 and float64 archives give the same numbers', async () => {
  // 1.5, 2.25 and -3 are exact in all three types; 0x3e00, 0x4080, 0xc200 are their float16 bits.
  const one = { frameCount: 1, pointCount: 2, visible: Uint8Array.of(3) };
  const half: Trajectories = {
    ...one,
    dtype: 'float16',
    data: Uint16Array.of(0x3e00, 0x4080, 0xc200, 0x7c00),
  };
  const double: Trajectories = {
    ...one,
    dtype: 'float64',
    data: Float64Array.of(1.5, 2.25, -3, -Infinity),
  };
  const numbers = async (t: Trajectories) => [
    ...new Float32Array((await bytes(positionsSource(t))).buffer),
  ];
  expect(await numbers(half)).toEqual([1.5, 2.25, -3, NaN]);
  expect(await numbers(double)).toEqual([1.5, 2.25, -3, NaN]);
});

it('a long clip is computed in pieces that join without a seam', async () => {
  const [frameCount, pointCount] = [40, 25_000];
  const data = Float32Array.from({ length: frameCount * pointCount * 2 }, (_, i) => i);
  const source = positionsSource({
    frameCount,
    pointCount,
    dtype: 'float32',
    data,
    visible: data as never,
  });
  let count = 0;
  for await (const piece of source.read(12, source.size)) {
    expect(piece.length).toBeLessThanOrEqual(4 << 20);
    count += piece.length;
  }
  expect(count).toBe(source.size - 12);
  // Point n's y in frame t is element (2n + 1) * T + t of the memory order.
  const at = ((33 * pointCount + 777) * 2 + 1) * 4;
  const [y] = new Float32Array((await bytes(source, at, at + 4)).buffer);
  expect(y).toBe((2 * 777 + 1) * frameCount + 33);
});
