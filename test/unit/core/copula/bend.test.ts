import { describe, expect, it } from 'vitest';
import { bentPlaces, unbent } from '#core/copula/bend.ts';

describe('bentPlaces', () => {
  it('are the ranks themselves, to the last bit, where nothing is bent', () => {
    expect([...bentPlaces(3, unbent)].slice(1)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  const half = Math.SQRT1_2 / 2;
  it.each([
    // 2T = 8: u = 0, 1/8, ... 7/8.
    [
      'the quarters, one up, the other down; the middle stays',
      1 / 16,
      0,
      [0, half, 0.5, half, 0, -half, -0.5, -half],
    ],
    // sin² of multiples of π/8: 0, (1 - √½)/2, ½, (1 + √½)/2, 1.
    [
      'the middle, the quarters half as far',
      0,
      1 / 8,
      [0, 0.5 - half, 0.5, 0.5 + half, 1, 0.5 + half, 0.5, 0.5 - half],
    ],
    ['both', 1 / 16, 1 / 8, [0, 0.5, 1, 0.5 + 2 * half, 1, 0.5, 0, 0.5 - 2 * half]],
  ])('move %s; ends stay', (_, quarters, middle, moves) => {
    const places = bentPlaces(4, { quarters, middle });
    moves.forEach((move, i) => expect(places[i + 1]).toBeCloseTo(i + move, 12));
  });

  it('keep the order, and turn round with the axis, the middle the other way', () => {
    const all = 200;
    const bent = bentPlaces(all / 2, { quarters: 3 / 32, middle: 1 / 16 });
    const turned = bentPlaces(all / 2, { quarters: 3 / 32, middle: -1 / 16 });
    // Steps are 1 + 2πq cos 2πu + πm sin 2πu, at least 1 - π √(4q² + m²) = .38.
    for (let rank = 2; rank <= all; rank++)
      expect(bent[rank]).toBeGreaterThan(bent[rank - 1] + 0.37);
    // u and 1 - u are ranks r and 2T + 2 - r.
    for (let rank = 2; rank <= all; rank++)
      expect(bent[rank]).toBeCloseTo(all - turned[all + 2 - rank], 10);
  });
});
