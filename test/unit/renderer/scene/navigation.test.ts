import { expect, it } from 'vitest';
import { wheelFactor } from '#renderer/scene/navigation.ts';

it('zooms in by a quarter for a notch up, and back by the same notch down', () => {
  expect(wheelFactor({ deltaY: -100, deltaMode: 0 })).toBeCloseTo(1.25, 12);
  expect(
    wheelFactor({ deltaY: -100, deltaMode: 0 }) * wheelFactor({ deltaY: 100, deltaMode: 0 }),
  ).toBeCloseTo(1, 12);
});

it('takes lines for about 33 pixels and tames wild wheels', () => {
  expect(wheelFactor({ deltaY: 3, deltaMode: 1 })).toBe(wheelFactor({ deltaY: 99, deltaMode: 0 }));
  expect(wheelFactor({ deltaY: -1e4, deltaMode: 0 })).toBeCloseTo(1.25 ** 3, 12);
});
