import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { cellsPicture } from '#electron/cli/experiments/support/cellsPicture.ts';

describe('cellsPicture', () => {
  it('has u to the right, v upwards, and stays at the ends of the range', () => {
    // (u, v) = (0, 0) -9, (0, 1) 0, (1, 0) 3, (1, 1) 9
    const { width, height, data } = decode(cellsPicture([-9, 0, 3, 9], 2, 3));
    expect([width, height]).toEqual([2, 2]);
    // First row on top: v = 1.
    expect([...data]).toEqual([128, 255, 0, 255]);
  });
});
