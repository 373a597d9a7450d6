import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { cellsPicture } from '#electron/cli/experiments/support/cellsPicture.ts';

describe('cellsPicture', () => {
  it('has u to the right, v upwards, and stays at the ends of the range', () => {
    // (u, v) = (0, 0) -9, (0, 1) 0, (1, 0) 3, (1, 1) 9
    const { width, height, data } = decode(cellsPicture([-9, 0, 3, 9], [0, 0.25, 1], 3));
    const at = (u: number, v: number) =>
      data[Math.floor((1 - v) * height) * width + Math.floor(u * width)];
    // Cells end at a quarter of each axis; the first row is on top.
    expect([at(0.24, 0.26), at(0.26, 0.26), at(0.24, 0.24), at(0.26, 0.24)]).toEqual([
      128, 255, 0, 255,
    ]);
  });
});
