/** Solid textures: colour as a function of the rest position. */
import { fractal, spaceNoise, type SpaceNoise } from './noise.ts';
import type { Material, Rgb } from './scene.ts';
import { clamp, smoothstep, type Vec3 } from './vector.ts';

/** A colour as designers write it, '#rrggbb' in sRGB, as linear light. */
export function hex(colour: string): Vec3 {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** out = a + (b - a) k, clamped to [0, 1] of the way. */
export function blend(a: Vec3, b: Vec3, k: number, out: Rgb): void {
  const share = clamp(k, 0, 1);
  for (let c = 0; c < 3; c++) out[c] = a[c] + (b[c] - a[c]) * share;
}

interface Finish {
  readonly gloss?: number;
  readonly softness?: number;
}

/** One colour, mottled towards a second. */
export function mottled(
  noise: SpaceNoise,
  [first, second]: readonly [Vec3, Vec3],
  /** Size of the patches in metres, and how sharp they are: 1 soft, 4 spots. */
  size: number,
  contrast: number,
  { gloss = 0, softness = 0.2 }: Finish = {},
): Material {
  return {
    gloss,
    softness,
    paint: (x, y, z, footprint, out) => {
      const n = fractal(noise, x / size, y / size, z / size, 4, footprint / size);
      blend(first, second, 0.5 + contrast * n, out);
    },
  };
}

/** A texture that a function chooses: `pattern` gives 0 (first) to 1 (second) at a rest position. */
export function patterned(
  noise: SpaceNoise,
  [first, second]: readonly [Vec3, Vec3],
  pattern: (x: number, y: number, z: number, soft: number) => number,
  { gloss = 0.2, softness = 0.2 }: Finish = {},
): Material {
  return {
    gloss,
    softness,
    paint: (x, y, z, footprint, out) => {
      blend(first, second, pattern(x, y, z, Math.max(footprint, 0.004)), out);
      const grain = 1 + 0.18 * fractal(noise, 9 * x, 9 * y, 9 * z, 3, 9 * footprint);
      for (let c = 0; c < 3; c++) out[c] *= grain;
    },
  };
}

/** 1 inside the interval, 0 outside, with an edge as wide as a pixel. */
export const band = (value: number, low: number, high: number, soft: number) =>
  smoothstep(low - soft, low + soft, value) * (1 - smoothstep(high - soft, high + soft, value));

export const textureNoise = (seed: number) => spaceNoise(seed, 'texture');
