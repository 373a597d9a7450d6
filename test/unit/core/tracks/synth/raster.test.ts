import { describe, expect, it } from 'vitest';
import {
  facesCamera,
  nothing,
  planeInverseDepth,
  Raster,
} from '#core/tracks/synth/render/raster.ts';

// Column, row, 1/depth. Front faces turn clockwise in the image, where rows grow downwards.
const near = [0, 0, 0.5, 0, 7, 0.5, 7, 0, 0.5];
const far = [0, 0, 0.25, 0, 9, 0.25, 9, 0, 0.25];
const clockwise = (points: number[]) => Float64Array.from(points);

describe('Raster', () => {
  it('keeps the nearest triangle and its depth', () => {
    const points = clockwise([...far, ...near]);
    for (const order of [
      [0, 1, 2, 3, 4, 5],
      [3, 4, 5, 0, 1, 2],
    ]) {
      const raster = new Raster(10, 10);
      raster.clear();
      raster.draw(points, Uint32Array.from(order));
      const nearest = order[0] === 3 ? 0 : 1;
      expect(raster.triangle[0]).toBe(nearest);
      expect(raster.inverseDepth[0]).toBe(0.5);
      // (1, 7) is outside the small one, inside the large one; (9, 9) is outside both.
      expect(raster.triangle[7 * 10 + 1]).toBe(1 - nearest);
      expect(raster.triangle[9 * 10 + 9]).toBe(nothing);
    }
  });

  it('covers a square of two triangles without a crack, each pixel once', () => {
    const raster = new Raster(8, 8);
    raster.clear();
    raster.draw(
      clockwise([0.5, 0.5, 1, 0.5, 6.5, 1, 6.5, 6.5, 1, 6.5, 0.5, 1]),
      Uint32Array.from([0, 1, 2, 0, 2, 3]),
    );
    const covered = raster.triangle.filter((t) => t !== nothing).length;
    expect(covered).toBe(36);
  });

  it('leaves out back faces and triangles with a corner behind', () => {
    const raster = new Raster(10, 10);
    raster.clear();
    raster.draw(clockwise(near), Uint32Array.from([0, 2, 1]));
    raster.draw(clockwise([0, 0, 0.5, 0, 7, 0, 7, 0, 0.5]), Uint32Array.from([0, 1, 2]));
    expect(raster.triangle.every((t) => t === nothing)).toBe(true);
    expect(facesCamera(clockwise(near), Uint32Array.from([0, 1, 2]), 0)).toBe(true);
    expect(facesCamera(clockwise(near), Uint32Array.from([0, 2, 1]), 0)).toBe(false);
    expect(
      facesCamera(clockwise([0, 0, 0.5, NaN, NaN, 0, 7, 0, 0.5]), Uint32Array.from([0, 1, 2]), 0),
    ).toBe(false);
  });

  it('interpolates 1/depth, which is linear in the image', () => {
    const slope = clockwise([0, 0, 0.2, 0, 10, 0.4, 10, 0, 0.2]);
    const corners = Uint32Array.from([0, 1, 2]);
    const raster = new Raster(10, 10);
    raster.clear();
    raster.draw(slope, corners);
    // float32 in the buffer: 7 digits.
    expect(raster.inverseDepth[5 * 10 + 2]).toBeCloseTo(0.3, 6);
    expect(planeInverseDepth(slope, corners, 0, 2.25, 5.5)).toBeCloseTo(0.31, 12);
  });
});
