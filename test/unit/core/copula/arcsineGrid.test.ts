import { describe, expect, it } from 'vitest';
import { arcsineCells, arcsineEdges } from '#core/copula/arcsineGrid.ts';
import { bentPlaces, unbent } from '#core/copula/bend.ts';

describe('arcsineEdges', () => {
  it('are sin² of equal steps, to a millionth, and symmetric', () => {
    // sin² of 0, 22.5, 45, 67.5 and 90 degrees: (1 - cos) / 2 of twice the angles.
    const root = Math.SQRT1_2;
    [0, (1 - root) / 2, 0.5, (1 + root) / 2, 1].forEach((edge, k) =>
      expect(Math.abs(arcsineEdges(4)[k] - edge)).toBeLessThan(2 ** -20),
    );
    const edges = arcsineEdges(64);
    edges.forEach((edge, k) => expect(edge).toBe(1 - edges[64 - k]));
    expect(arcsineEdges(32)).toEqual(edges.filter((_, k) => k % 2 === 0));
  });
});

describe('arcsineCells', () => {
  it('give each rank the cell that holds it, a border the cell above', () => {
    const sampleCount = 500;
    const edges = arcsineEdges(64);
    const cells = arcsineCells(64, bentPlaces(sampleCount, unbent));
    for (let rank = 1; rank <= 2 * sampleCount; rank++) {
      const u = (rank - 1) / (2 * sampleCount);
      expect(edges[cells[rank]]).toBeLessThanOrEqual(u);
      expect(edges[cells[rank] + 1]).toBeGreaterThan(u);
    }
    // u = 1/2 is a border.
    expect(cells[501]).toBe(32);
  });
});
