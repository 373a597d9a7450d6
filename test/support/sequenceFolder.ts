/** Small sequences on disk, made by the tests that open them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import type { NpyInput } from '#core/formats/npyWrite.ts';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';

export interface SmallClip {
  frames: number;
  points: number;
  /** Pixels of point n in frame t. */
  position(t: number, n: number): readonly [x: number, y: number];
  visible?(t: number, n: number): boolean;
}

/** trajs_2d and visibs of a clip as arrays of an archive. */
export function clipArrays({
  frames,
  points,
  position,
  visible,
}: SmallClip): Record<string, NpyInput> {
  const each = <R>(of: (t: number, n: number) => R): R[] =>
    Array.from({ length: frames * points }, (_, i) => of(Math.floor(i / points), i % points));
  return {
    trajs_2d: {
      dtype: 'float32',
      shape: [frames, points, 2],
      data: Float32Array.from(each((t, n) => [...position(t, n)]).flat()),
    },
    visibs: {
      dtype: 'bool',
      shape: [frames, points],
      data: Uint8Array.from(each((t, n) => (visible?.(t, n) === false ? 0 : 1))),
    },
  };
}

/** A folder below which tests write; `dispose` removes it. */
export function sequenceFolder() {
  const path = mkdtempSync(join(tmpdir(), 'comove-sequence-'));
  const write = (name: string, bytes: Uint8Array | string): string => {
    const file = join(path, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, bytes);
    return file;
  };
  return {
    path,
    write,
    archive: (arrays: Record<string, NpyInput>, name = 'anno.npz') =>
      write(name, encodeNpz(arrays, { level: 1 })),
    /** A palette mask whose pixels are given by a function. */
    mask(frame: number, width: number, height: number, index: (x: number, y: number) => number) {
      const indices = Uint8Array.from({ length: width * height }, (_, i) =>
        index(i % width, Math.floor(i / width)),
      );
      const palette = Array.from({ length: 8 }, (_, i) => [i * 30, i, 255 - i] as const);
      const name = `masks/mask_${String(frame).padStart(5, '0')}.png`;
      return write(name, encodeIndexedPng({ width, height, indices, palette }));
    },
    /** As much of a JPEG as says its size. */
    image(
      frame: number,
      width: number,
      height: number,
      name = `rgbs/rgb_${String(frame).padStart(5, '0')}.jpg`,
    ) {
      const size = [height >> 8, height & 255, width >> 8, width & 255];
      return write(name, Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 0x22, 0));
    },
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

export type SequenceFolder = ReturnType<typeof sequenceFolder>;
