import { expect, it } from 'vitest';
import { createRandom } from '#core/random.ts';
import { automaticRadius, denseMask } from '#core/segment/densify.ts';
import { medianSpacing } from '#core/segment/spacing.ts';

const rows = (mask: Uint8Array, width: number) =>
  Array.from({ length: mask.length / width }, (_, y) =>
    Array.from(mask.subarray(y * width, (y + 1) * width), (inside) => (inside ? '#' : '.')).join(
      '',
    ),
  );

it('one selected point is a disc, cut off halfway to its neighbour; the tie is its own', () => {
  const alone = denseMask({ xy: [2, 2], selected: [1] }, 7, 5, 2);
  expect(rows(alone, 7)).toEqual(['..#....', '.###...', '#####..', '.###...', '..#....']);
  const beside = denseMask({ xy: [2, 2, 4, 2], selected: [1, 0] }, 7, 5, 2);
  expect(rows(beside, 7)).toEqual(['..#....', '.###...', '####...', '.###...', '..#....']);
});

it('nothing selected, or only outside the image, is an empty mask', () => {
  expect(denseMask({ xy: [1, 1], selected: [0] }, 3, 3, 5).some(Boolean)).toBe(false);
  expect(denseMask({ xy: [-9, 1], selected: [1] }, 3, 3, 20).some(Boolean)).toBe(false);
});

it.each([1, 2.5, 7.5, 13, 100])('equals the rule applied to every pixel, radius %d', (radius) => {
  const random = createRandom(3);
  const [width, height, count] = [60, 40, 70];
  // Some beyond the image, which do not count; two on each pixel now and then, of either kind.
  const xy = Array.from({ length: 2 * count }, (_, i) =>
    Math.round((1.2 * random.uniform() - 0.1) * (i % 2 ? height : width)),
  );
  for (let i = 0; i < 10; i++) xy.splice(2 * i, 2, xy[2 * i + 40], xy[2 * i + 41]);
  const selected = Array.from({ length: count }, () => (random.uniform() < 0.4 ? 1 : 0));
  const mask = denseMask({ xy, selected }, width, height, radius);
  const inImage = (i: number) =>
    xy[2 * i] >= 0 && xy[2 * i + 1] >= 0 && xy[2 * i] < width && xy[2 * i + 1] < height;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const nearest = (kind: number) =>
        Math.min(
          ...selected.map((s, i) =>
            s === kind && inImage(i) ? (xy[2 * i] - x) ** 2 + (xy[2 * i + 1] - y) ** 2 : Infinity,
          ),
        );
      const inside = nearest(1) <= radius ** 2 && nearest(1) <= nearest(0);
      expect(mask[y * width + x]).toBe(inside ? 1 : 0);
    }
});

it('spacing of a lattice is its step; the automatic radius follows it and has a floor', () => {
  const lattice = (step: number) =>
    Array.from({ length: 100 }, (_, i) => [(i % 10) * step, Math.floor(i / 10) * step]).flat();
  expect(medianSpacing(lattice(6))).toBe(6);
  expect(automaticRadius(lattice(6))).toBe(15);
  expect(automaticRadius(lattice(0.5))).toBe(3);
  expect(medianSpacing([3, 4])).toBe(0);
  // The same as comparing all pairs, on uneven points.
  const random = createRandom(5);
  const xy = Array.from({ length: 400 }, () => 100 * random.uniform() ** 2);
  const nearest = Array.from({ length: 200 }, (_, i) =>
    Math.min(
      ...Array.from({ length: 200 }, (_, j) =>
        i === j ? Infinity : Math.hypot(xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1]),
      ),
    ),
  ).sort((a, b) => a - b);
  expect(medianSpacing(xy)).toBe(nearest[100]);
});
