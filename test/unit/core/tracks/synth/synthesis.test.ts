import { describe, expect, it } from 'vitest';
import { pointStatuses } from '#core/contract/schemas.ts';
import { float16Bits } from '#core/formats/float16Write.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import { filterPoints } from '#core/tracks/filter.ts';
import { sentinel } from '#core/tracks/synth/defects.ts';
import { scenes } from '#core/tracks/synth/scenes.ts';
import { createSynthesis, type SynthesisOptions } from '#core/tracks/synth/synthesis.ts';
import type { Trajectories } from '#core/tracks/trajectories.ts';

const options: SynthesisOptions = {
  scene: scenes[0],
  seed: 5,
  frameCount: 24,
  pointCount: 400,
  width: 160,
  height: 90,
  frameRate: 30,
  dtype: 'float32',
  images: false,
};
const [T, N] = [options.frameCount, options.pointCount];

/** Everything that a clip holds, as bytes. */
function make(changes: Partial<SynthesisOptions> = {}) {
  const synthesis = createSynthesis({ ...options, ...changes });
  const masks: Uint8Array[] = [];
  for (let frame = 0; frame < T; frame++) {
    masks.push(synthesis.frame(frame).labels.slice());
  }
  return { synthesis, masks, arrays: synthesis.annotations() };
}
const clip = make();
const timeout = 60_000;
const flat = clip.arrays.trajs_2d.data as Float32Array;
const visible = clip.arrays.visibs.data as Uint8Array;
const valid = clip.arrays.valids.data as Uint8Array;

describe('createSynthesis', { timeout }, () => {
  it('gives the arrays of the dataset, in its shapes and types', () => {
    const described = Object.entries(clip.arrays).map(([name, { dtype, shape }]) => [
      name,
      dtype,
      shape,
    ]);
    expect(described).toEqual([
      ['trajs_2d', 'float32', [T, N, 2]],
      ['trajs_3d', 'float32', [T, N, 3]],
      ['visibs', 'bool', [T, N]],
      ['valids', 'bool', [T, N]],
      ['intrinsics', 'float32', [T, 3, 3]],
      ['extrinsics', 'float32', [T, 4, 4]],
    ]);
    const half = make({ dtype: 'float16' }).arrays.trajs_2d;
    expect(half.dtype).toBe('float16');
    // Rounded once, from double: float32 lies between, so a tie may go the other way; one step is the most.
    const bits = half.data as Uint16Array;
    for (let k = 0; k < 2 * N; k++)
      expect(Math.abs(bits[k] - float16Bits(flat[k]))).toBeLessThanOrEqual(1);
  });

  it('makes equal bytes of equal options, and others of another seed', () => {
    const again = make();
    expect(again.masks).toEqual(clip.masks);
    expect(encodeNpz(again.arrays)).toEqual(encodeNpz(clip.arrays));
    expect(make({ seed: 6 }).arrays.trajs_2d).not.toEqual(clip.arrays.trajs_2d);
  });

  it('makes images, equal ones of equal options, which change nothing else', () => {
    const frame = () => createSynthesis({ ...options, images: true }).frame(7);
    const first = frame();
    expect(first.labels).toEqual(clip.masks[7]);
    expect(first.rgba).toHaveLength(4 * options.width * options.height);
    expect(frame().rgba).toEqual(first.rgba);
    const bright = Array.from(first.rgba!.filter((_, k) => k % 4 === 1));
    expect(Math.max(...bright) - Math.min(...bright)).toBeGreaterThan(100);
  });

  it('projects trajs_3d by the cameras it states onto trajs_2d', () => {
    const deep = clip.arrays.trajs_3d.data as Float32Array;
    const k = clip.arrays.intrinsics.data as Float32Array;
    const e = clip.arrays.extrinsics.data as Float32Array;
    for (const frame of [0, 13, 23])
      for (let point = 0; point < N; point++) {
        const at = frame * N + point;
        if (!valid[at]) continue;
        const [x, y, z] = deep.subarray(3 * at, 3 * at + 3);
        const row = (r: number) => {
          const base = 16 * frame + 4 * r;
          return e[base] * x + e[base + 1] * y + e[base + 2] * z + e[base + 3];
        };
        // float32 of metres and matrices: about 1e-4 px.
        expect((k[9 * frame] * row(0)) / row(2) + k[9 * frame + 2]).toBeCloseTo(flat[2 * at], 2);
        expect((k[9 * frame + 4] * row(1)) / row(2) + k[9 * frame + 5]).toBeCloseTo(
          flat[2 * at + 1],
          2,
        );
      }
  });

  it("keeps most points by the paper's protocol, and drops some for each reason that it plants", async () => {
    const trajectories = transposed();
    const report = await filterPoints(
      trajectories,
      { referenceFrame: 0, minimum: -2000, maximum: 2000 },
      options,
    );
    expect(report.kept.length).toBeGreaterThan(0.8 * N);
    expect(report.dropped.nonFinite).toBeGreaterThan(0);
    expect(report.dropped.beyondBounds).toBeGreaterThan(0);
    expect(pointStatuses[report.status[report.kept[0]]]).toBe('kept');
  });

  it('plants the defects of real data: infinities, sentinels, never marked valid or visible', () => {
    let [infinite, lost] = [0, 0];
    for (let at = 0; at < T * N; at++) {
      const [x, y] = [flat[2 * at], flat[2 * at + 1]];
      if (Math.abs(x) === Infinity && x === y) infinite++;
      else if (x === sentinel && y === sentinel) lost++;
      else continue;
      expect([visible[at], valid[at]]).toEqual([0, 0]);
    }
    expect(infinite).toBeGreaterThan(0);
    expect(lost).toBeGreaterThan(0);
  });

  it('tears a hole into the masks where there are surfaces', () => {
    const surfaces = clip.synthesis.assets.length + 1;
    for (const mask of clip.masks) {
      expect(Math.max(...mask)).toBeLessThanOrEqual(surfaces);
      // The lower half of the image is all ground and things on it, but for the hole.
      expect(mask.subarray(mask.length / 2).filter((label) => label === 0).length).toBeGreaterThan(
        20,
      );
    }
    const torn = points(0).filter(({ label, isVisible }) => isVisible && label === 0);
    expect(torn.length).toBeGreaterThan(0);
  });

  it('puts points on every moving thing, named in the order of the mask indices', () => {
    const { assets, movers } = clip.synthesis;
    expect(assets[0]).toBe('background');
    expect(assets).not.toContain('Plane');
    const seen = points(0).filter(({ isVisible }) => isVisible);
    for (const name of [...movers, 'background']) {
      const label = assets.indexOf(name) + 1;
      expect(seen.filter((point) => point.label === label).length, name).toBeGreaterThan(3);
    }
    expect(seen.some(({ label }) => label === assets.length + 1)).toBe(true);
  });

  it('has points that leave the image', () => {
    const inside = (x: number, y: number) =>
      x >= 0 && x < options.width && y >= 0 && y < options.height;
    const long = make({ frameCount: 24, seed: 9 });
    const data = long.arrays.trajs_2d.data as Float32Array;
    const leavers = Array.from({ length: N }, (_, n) => n).filter((n) => {
      const where = Array.from({ length: T }, (_, t) =>
        inside(data[2 * (t * N + n)], data[2 * (t * N + n) + 1]),
      );
      return where.includes(true) && where.includes(false);
    });
    expect(leavers.length).toBeGreaterThan(0);
  });
});

/** What lies under each point in a frame. */
function points(frame: number) {
  return Array.from({ length: N }, (_, n) => {
    const at = frame * N + n;
    const [x, y] = [Math.round(flat[2 * at]), Math.round(flat[2 * at + 1])];
    return { label: clip.masks[frame][y * options.width + x], isVisible: visible[at] === 1 };
  });
}

/** The clip as the readers hold it: (N, 2, T). */
function transposed(): Trajectories {
  const data = new Float32Array(2 * N * T);
  const bits = new Uint8Array(Math.ceil((N * T) / 8));
  for (let n = 0; n < N; n++)
    for (let t = 0; t < T; t++) {
      for (const axis of [0, 1]) data[(2 * n + axis) * T + t] = flat[2 * (t * N + n) + axis];
      if (visible[t * N + n]) bits[(n * T + t) >> 3] |= 1 << ((n * T + t) & 7);
    }
  return { frameCount: T, pointCount: N, dtype: 'float32', data, visible: bits };
}
