import { describe, expect, it } from 'vitest';
import { fractal, randomFor, spaceNoise, wander } from '#core/tracks/synth/noise.ts';
import { createPath } from '#core/tracks/synth/path.ts';

describe('noise', () => {
  it('depends on seed and name alone', () => {
    const draw = (seed: number, name: string) => randomFor(seed, name).uniform();
    expect(draw(1, 'a')).toBe(draw(1, 'a'));
    expect(new Set([draw(1, 'a'), draw(1, 'b'), draw(2, 'a')]).size).toBe(3);
  });

  it('wanders smoothly within [-1, 1] and does not repeat', () => {
    const path = wander(4, 'x', 2);
    const values = Array.from({ length: 3000 }, (_, k) => path(k / 30));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1);
    // Quintic fades rise by at most 1.875 a knot; two octaves: 2 * 1.875 * (0.75 + 0.25 * 2.17) / 60 a frame.
    const steps = values.slice(1).map((value, k) => Math.abs(value - values[k]));
    expect(Math.max(...steps)).toBeLessThan(0.081);
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(1);
  });

  it('fills space continuously, and fades octaves finer than the footprint', () => {
    const noise = spaceNoise(4, 'x');
    for (let k = 0; k < 200; k++) {
      const [x, y, z] = [0.37 * k - 20, 0.11 * k, -0.53 * k];
      expect(Math.abs(noise(x, y, z))).toBeLessThanOrEqual(1);
      expect(Math.abs(noise(x, y, z) - noise(x + 1e-4, y, z))).toBeLessThan(4e-4);
      expect(noise(x + 32, y, z)).toBeCloseTo(noise(x, y, z), 9);
      expect(fractal(noise, x, y, z, 4, 1)).toBe(0);
      expect(fractal(noise, x, y, z, 4, 0.3)).toBeCloseTo(
        0.5 * noise(x, y, z) + 0.25 * 0.2 * noise(2 * x + 17.3, 2 * y + 17.3, 2 * z + 17.3),
        9,
      );
    }
  });
});

describe('createPath', () => {
  const clock = { seed: 2, frameCount: 900, frameRate: 30 };
  const options = {
    name: 'x',
    home: [1, 2, 1.5] as const,
    range: [2, 1, 0.5] as const,
    ...{ speed: 0.8, turn: 1, period: 3, stride: 0.5 },
  };

  it('roams its home at a natural speed, however long the clip', () => {
    const path = createPath(clock, options);
    let length = 0;
    for (let frame = 1; frame < 900; frame++) {
      const [a, b] = [path.state(frame - 1), path.state(frame)];
      const step = Math.hypot(...b.position.map((p, axis) => p - a.position[axis]));
      length += step;
      expect(step * 30).toBeLessThan(2);
      expect(Math.abs(b.position[0] - 1)).toBeLessThan(4);
      expect(Math.abs(b.position[1] - 2)).toBeLessThan(3);
      expect(b.phase).toBeGreaterThanOrEqual(a.phase);
    }
    expect(length).toBeGreaterThan(8);
    expect(path.state(5000)).toEqual(path.state(899));
  });

  it('stands still where it is not awake', () => {
    const path = createPath(clock, { ...options, awake: (t) => (t < 10 ? 0 : 1) });
    expect(path.state(300)).toEqual(path.state(0));
    expect(path.state(400)).not.toEqual(path.state(300));
  });
});
