/** Which places the sun does not reach: a depth buffer seen from the sun, with soft edges. */
import type { Stage } from '../stage.ts';
import { cross, normalize, type Vec3 } from '../vector.ts';
import { Raster } from './raster.ts';

/** Half the side of the square that is lit, in metres round the centre, and its pixels. */
const reach = 11;
const pixels = 1024;
/** Distance that a surface must be behind another to be in its shadow: hides the buffer's own steps. */
const bias = 0.06;
/** The sun's buffer holds 1/depth-like numbers that grow towards the sun; this keeps them positive. */
const offset = 100;

export interface Shadow {
  /** Draws the casters as they are posed now. */
  update(): void;
  /** Share of sun at a place, 0 to 1. */
  light(x: number, y: number, z: number): number;
}

/**
 * @param casters triangles (F, 3) that throw shadows
 * @param centre middle of the lit square; beyond it all is lit
 */
export function createShadow(
  stage: Stage,
  casters: Uint32Array,
  sun: Vec3,
  centre: Vec3,
  softness: number,
): Shadow {
  const right = normalize(cross([0, 1, 0], sun));
  const up = cross(sun, right);
  const raster = new Raster(pixels, pixels);
  const points = new Float64Array(stage.world.length);
  const scale = pixels / (2 * reach);
  const middle = (pixels - 1) / 2;
  const column = (x: number, y: number, z: number) =>
    middle +
    scale * ((x - centre[0]) * right[0] + (y - centre[1]) * right[1] + (z - centre[2]) * right[2]);
  const row = (x: number, y: number, z: number) =>
    middle - scale * ((x - centre[0]) * up[0] + (y - centre[1]) * up[1] + (z - centre[2]) * up[2]);
  const height = (x: number, y: number, z: number) => offset + x * sun[0] + y * sun[1] + z * sun[2];
  const spread = softness * scale;
  const taps = discTaps.map(([dx, dy]) => [spread * dx, spread * dy] as const);

  const update = () => {
    const { world } = stage;
    for (let at = 0; at < world.length; at += 3) {
      const [x, y, z] = [world[at], world[at + 1], world[at + 2]];
      points[at] = column(x, y, z);
      points[at + 1] = row(x, y, z);
      points[at + 2] = height(x, y, z);
    }
    raster.clear();
    raster.draw(points, casters);
  };
  const light = (x: number, y: number, z: number) => {
    const c = column(x, y, z) + 0.5;
    const r = row(x, y, z) + 0.5;
    const h = height(x, y, z) + bias;
    let lit = 0;
    for (let tap = 0; tap < taps.length; tap++) {
      const tc = Math.floor(c + taps[tap][0]);
      const tr = Math.floor(r + taps[tap][1]);
      const outside = tc < 0 || tr < 0 || tc >= pixels || tr >= pixels;
      if (outside || raster.inverseDepth[tr * pixels + tc] <= h) lit++;
    }
    return lit / taps.length;
  };
  return { update, light };
}

/** Sixteen places spread evenly over the unit disc (Vogel's spiral). */
const discTaps = Array.from({ length: 16 }, (_, k) => {
  const radius = Math.sqrt((k + 0.5) / 16);
  const angle = k * Math.PI * (3 - Math.sqrt(5));
  return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
});
