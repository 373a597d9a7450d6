/** Smooth seeded noise: in time for motion, in space for textures. */
import { createRandom } from '../../random.ts';

/** An independent stream of random numbers for each name, so that adding one thing does not move another. */
export function randomFor(seed: number, name: string) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return createRandom((seed ^ hash) | 0);
}

const fade = (t: number) => t * t * t * (t * (6 * t - 15) + 10);

/** A smooth function of time that never repeats within a clip and stays within [-1, 1]. */
export type Wander = (seconds: number) => number;

/**
 * Value noise with two octaves.
 *
 * @param period seconds between independent values
 */
export function wander(seed: number, name: string, period: number): Wander {
  const random = randomFor(seed, name);
  const knots = Float64Array.from({ length: 1024 }, () => 2 * random.uniform() - 1);
  const at = (t: number) => {
    const whole = Math.floor(t);
    const a = knots[whole & 1023];
    return a + (knots[(whole + 1) & 1023] - a) * fade(t - whole);
  };
  return (seconds) => {
    const t = seconds / period + 8;
    return 0.75 * at(t) + 0.25 * at(2.17 * t + 391.3);
  };
}

/** Space is filled by one period of 32 cells a side. */
const cells = 32;

/** Noise over space with cells of size 1, in [-1, 1]. */
export type SpaceNoise = (x: number, y: number, z: number) => number;

export function spaceNoise(seed: number, name: string): SpaceNoise {
  const random = randomFor(seed, name);
  const values = Float32Array.from({ length: cells ** 3 }, () => 2 * random.uniform() - 1);
  const wrap = cells - 1;
  return (x, y, z) => {
    const [fx, fy, fz] = [Math.floor(x), Math.floor(y), Math.floor(z)];
    const u = fade(x - fx);
    const v = fade(y - fy);
    const w = fade(z - fz);
    const x0 = fx & wrap;
    const x1 = (fx + 1) & wrap;
    const y0 = (fy & wrap) * cells;
    const y1 = ((fy + 1) & wrap) * cells;
    const z0 = (fz & wrap) * cells * cells;
    const z1 = ((fz + 1) & wrap) * cells * cells;
    const a = values[x0 + y0 + z0];
    const b = values[x0 + y1 + z0];
    const c = values[x0 + y0 + z1];
    const d = values[x0 + y1 + z1];
    const ab = a + (values[x1 + y0 + z0] - a) * u;
    const bb = b + (values[x1 + y1 + z0] - b) * u;
    const cb = c + (values[x1 + y0 + z1] - c) * u;
    const db = d + (values[x1 + y1 + z1] - d) * u;
    const low = ab + (bb - ab) * v;
    return low + (cb + (db - cb) * v - low) * w;
  };
}

/**
 * Octaves of noise, each twice as fine and half as strong; those finer than the pixel's footprint fade out, so
 * that textures do not shimmer.
 *
 * @param footprint size of a pixel on the surface, in cells
 * @returns about [-1, 1]
 */
export function fractal(
  noise: SpaceNoise,
  x: number,
  y: number,
  z: number,
  octaves: number,
  footprint: number,
): number {
  let sum = 0;
  let gain = 0.5;
  let frequency = 1;
  for (let octave = 0; octave < octaves; octave++) {
    const strength = gain * Math.min(1, Math.max(0, 2 - 3 * footprint * frequency));
    if (strength <= 0) break;
    // Octaves are shifted, so that their lattices do not meet at the origin.
    const shift = 17.3 * octave;
    sum += strength * noise(x * frequency + shift, y * frequency + shift, z * frequency + shift);
    frequency *= 2;
    gain *= 0.5;
  }
  return sum;
}
