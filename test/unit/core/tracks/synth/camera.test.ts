import { describe, expect, it } from 'vitest';
import { createCamera, handheld, project } from '#core/tracks/synth/camera.ts';
import { placement, type Vec3 } from '#core/tracks/synth/vector.ts';

const pixels = (at: ReturnType<typeof placement>, point: Vec3) => {
  const out = new Float64Array(3);
  project(createCamera(at, { focal: 1, width: 101, height: 51 }), Float64Array.from(point), out);
  return [...out];
};
// At (1, 2, 3), looking along +y: right is +x, up is +z.
const northwards = placement([1, 2, 3], Math.PI / 2);

describe('camera', () => {
  it('projects a point worked out by hand', () => {
    // 10 m ahead, 2 m to the right, 1 m up; f = 101 px, centre (50, 25).
    const [column, row, inverse] = pixels(northwards, [3, 12, 4]);
    expect(column).toBeCloseTo(50 + 101 * 0.2, 9);
    expect(row).toBeCloseTo(25 - 101 * 0.1, 9);
    expect(inverse).toBeCloseTo(0.1, 12);
  });

  it('looks down with a positive pitch and keeps right right with a roll to the right', () => {
    const down = placement([0, 0, 0], Math.PI / 2, Math.PI / 6);
    const ahead: Vec3 = [0, Math.cos(Math.PI / 6), -Math.sin(Math.PI / 6)];
    expect(pixels(down, ahead)[0]).toBeCloseTo(50, 9);
    expect(pixels(down, ahead)[1]).toBeCloseTo(25, 9);
    // The camera's right side goes down: what is level to the right rises in the image.
    const rolled = placement([0, 0, 0], Math.PI / 2, 0, 0.3);
    expect(pixels(rolled, [1, 10, 0])[1]).toBeLessThan(25);
  });

  it('marks what is behind', () => {
    expect(pixels(northwards, [1, 1, 3])).toEqual([NaN, NaN, 0]);
  });

  it('gives matrices in OpenCV axes: a rotation, and depth along the third row', () => {
    const {
      extrinsics: e,
      intrinsics,
      centre,
    } = createCamera(northwards, {
      focal: 0.9,
      width: 640,
      height: 360,
    });
    expect(intrinsics).toEqual([576, 0, 319.5, 0, 576, 179.5, 0, 0, 1]);
    expect(centre).toEqual([1, 2, 3]);
    const rows = [0, 1, 2].map((k) => [e[4 * k], e[4 * k + 1], e[4 * k + 2]]);
    for (const [i, a] of rows.entries())
      for (const [j, b] of rows.entries())
        expect(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]).toBeCloseTo(i === j ? 1 : 0, 12);
    expect(e[8] * 1 + e[9] * 7 + e[10] * 3 + e[11]).toBeCloseTo(5, 12);
    expect(e.slice(12)).toEqual([0, 0, 0, 1]);
  });

  it('trembles in the hand, but never far from where it is held', () => {
    const options = {
      position: [0, -6, 2] as Vec3,
      target: [0, 0, 2] as Vec3,
      drift: [0.5, 0.2, 0.1] as Vec3,
      gaze: [0.3, 0, 0.1] as Vec3,
      shake: 0.01,
      period: 3,
    };
    const camera = handheld({ seed: 5, frameCount: 300, frameRate: 30 }, options);
    let moved = 0;
    for (let frame = 0; frame < 300; frame++) {
      const at = camera(frame);
      expect(Math.abs(at[3])).toBeLessThanOrEqual(0.5);
      expect(Math.abs(at[7] + 6)).toBeLessThanOrEqual(0.2);
      moved += Math.abs(at[0] - camera(frame + 1)[0]);
    }
    expect(moved).toBeGreaterThan(0.1);
  });
});
