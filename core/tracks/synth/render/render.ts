/** Colours a frame: two samples a pixel each way, soft sun, sky light, haze, then tones and vignette. */
import { project, type Camera } from '../camera.ts';
import type { Rgb, Scene } from '../scene.ts';
import type { Stage } from '../stage.ts';
import { Raster } from './raster.ts';
import { createShadow } from './shadow.ts';

/** Samples a pixel along each axis. */
const samples = 2;

export interface Renderer {
  /** RGBA (height, width, 4) of the frame that the stage is posed in; the buffer is reused. */
  render(frame: number, camera: Camera): Uint8ClampedArray<ArrayBuffer>;
}

export function createRenderer(
  scene: Scene,
  stage: Stage,
  { width, height }: { width: number; height: number },
): Renderer {
  const raster = new Raster(width * samples, height * samples);
  const points = new Float64Array(stage.world.length);
  const light = new Float32Array(3 * width * height);
  const pixels = new Uint8ClampedArray(4 * width * height);
  const { look } = scene;
  const shadow = createShadow(stage, casters(scene, stage), look.sunDirection, [0, 2, 0], 0.09);
  const tone = createTone(look.exposure);
  const dimming = vignette(width, height);

  const render = (frame: number, camera: Camera) => {
    project(camera, stage.world, points);
    for (let at = 0; at < points.length; at += 3) {
      points[at] = (points[at] + 0.5) * samples - 0.5;
      points[at + 1] = (points[at + 1] + 0.5) * samples - 0.5;
    }
    raster.clear();
    raster.draw(points, stage.triangles);
    shadow.update();
    light.fill(0);
    shade({ scene, stage, raster, points, camera, frame, lit: shadow.light }, light, width);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const share = dimming[pixel] / samples ** 2;
      for (let c = 0; c < 3; c++) pixels[4 * pixel + c] = tone(light[3 * pixel + c] * share);
      pixels[4 * pixel + 3] = 255;
    }
    return pixels;
  };
  return { render };
}

interface Shot {
  readonly scene: Scene;
  readonly stage: Stage;
  readonly raster: Raster;
  readonly points: Float64Array;
  readonly camera: Camera;
  readonly frame: number;
  lit(x: number, y: number, z: number): number;
}

/** Adds the light of every sample to its pixel (linear, (height, width, 3)). */
function shade(shot: Shot, light: Float32Array, width: number): void {
  const { scene, stage, raster, points, camera, frame, lit } = shot;
  const { look } = scene;
  const { triangles, world, normals, rest, materials, material } = stage;
  const [f, , cx, , , cy] = camera.intrinsics;
  const e = camera.extrinsics;
  const [sx, sy, sz] = look.sunDirection;
  const [ex, ey, ez] = camera.centre;
  const colour: Rgb = [0, 0, 0];
  const far: Rgb = [0, 0, 0];
  let sample = 0;
  for (let y = 0; y < raster.height; y++) {
    const v = ((y + 0.5) / samples - 0.5 - cy) / f;
    for (let x = 0; x < raster.width; x++, sample++) {
      const u = ((x + 0.5) / samples - 0.5 - cx) / f;
      // The ray in the world, one metre deep; camera rows are the world's axes seen from the camera.
      const rx = e[0] * u + e[4] * v + e[8];
      const ry = e[1] * u + e[5] * v + e[9];
      const rz = e[2] * u + e[6] * v + e[10];
      const stretch = Math.sqrt(rx * rx + ry * ry + rz * rz);
      look.distance(rx / stretch, ry / stretch, rz / stretch, frame, far);
      const at = 3 * (((y / samples) | 0) * width + ((x / samples) | 0));
      const t = raster.triangle[sample];
      if (t < 0) {
        light[at] += far[0];
        light[at + 1] += far[1];
        light[at + 2] += far[2];
        continue;
      }
      const depth = 1 / raster.inverseDepth[sample];
      const a = 3 * triangles[3 * t];
      const b = 3 * triangles[3 * t + 1];
      const c = 3 * triangles[3 * t + 2];
      const bx = points[b] - points[a];
      const by = points[b + 1] - points[a + 1];
      const gx = points[c] - points[a];
      const gy = points[c + 1] - points[a + 1];
      const area = bx * gy - gx * by;
      const dx = x - points[a];
      const dy = y - points[a + 1];
      const wb = ((dx * gy - gx * dy) / area) * points[b + 2] * depth;
      const wc = ((bx * dy - dx * by) / area) * points[c + 2] * depth;
      const wa = 1 - wb - wc;
      const px = wa * world[a] + wb * world[b] + wc * world[c];
      const py = wa * world[a + 1] + wb * world[b + 1] + wc * world[c + 1];
      const pz = wa * world[a + 2] + wb * world[b + 2] + wc * world[c + 2];
      let nx = wa * normals[a] + wb * normals[b] + wc * normals[c];
      let ny = wa * normals[a + 1] + wb * normals[b + 1] + wc * normals[c + 1];
      let nz = wa * normals[a + 2] + wb * normals[b + 2] + wc * normals[c + 2];
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
      nx /= length;
      ny /= length;
      nz /= length;
      const surface = materials[material[t]];
      const away = depth * stretch;
      const facing = -(nx * rx + ny * ry + nz * rz) / stretch;
      const footprint = depth / (f * samples * Math.max(0.25, facing));
      surface.paint(
        wa * rest[a] + wb * rest[b] + wc * rest[c],
        wa * rest[a + 1] + wb * rest[b + 1] + wc * rest[c + 1],
        wa * rest[a + 2] + wb * rest[b + 2] + wc * rest[c + 2],
        footprint,
        colour,
      );
      const cosine = nx * sx + ny * sy + nz * sz;
      const wrapped = (cosine + surface.softness) / (1 + surface.softness);
      const reached = wrapped > 0 ? wrapped * lit(px, py, pz) : 0;
      const direct = reached > 0 ? reached * look.dapple(px, py, pz, frame) : 0;
      const upness = 0.5 + 0.5 * nz;
      // Half-way vector between sun and eye, for the highlight; the rim shows where a surface turns away.
      const hx = sx + (ex - px) / away;
      const hy = sy + (ey - py) / away;
      const hz = sz + (ez - pz) / away;
      const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
      const highlight = surface.gloss > 0 && half > 0 ? surface.gloss * reached * half ** 32 : 0;
      const rim = (1 - Math.max(0, facing)) ** 3 * (0.25 + 0.5 * surface.softness) * upness;
      const fog = 1 - Math.exp(-look.haze * away);
      for (let k = 0; k < 3; k++) {
        const ambient = look.bounce[k] + (look.sky[k] - look.bounce[k]) * upness;
        const own =
          colour[k] * (ambient + look.sun[k] * direct + rim * look.sky[k]) +
          highlight * look.sun[k] * 0.5;
        light[at + k] += own + (far[k] - own) * fog;
      }
    }
  }
}

/** The ground only receives shadows: it cannot shade itself, and its triangles are the most. */
function casters(scene: Scene, stage: Stage): Uint32Array {
  const kept: number[] = [];
  scene.actors.forEach(({ name }, index) => {
    if (name === 'Plane' || name === 'background') return;
    const from = 3 * stage.firstTriangle[index];
    const to = 3 * stage.firstTriangle[index + 1];
    for (let k = from; k < to; k++) kept.push(stage.triangles[k]);
  });
  return Uint32Array.from(kept);
}

/** Linear light to 8-bit sRGB by a table: a filmic shoulder, so that nothing bright clips hard. */
function createTone(exposure: number): (light: number) => number {
  const steps = 4096;
  const range = 4;
  const table = Float32Array.from({ length: steps + 1 }, (_, k) => {
    const x = (exposure * range * k) / steps;
    // Narkowicz's fit of the ACES curve (2015).
    const shown = Math.min(1, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14));
    return 255 * (shown <= 0.0031308 ? 12.92 * shown : 1.055 * shown ** (1 / 2.4) - 0.055);
  });
  return (light) => table[Math.min(steps, Math.max(0, Math.round((light * steps) / range)))];
}

function vignette(width: number, height: number): Float32Array {
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  return Float32Array.from({ length: width * height }, (_, pixel) => {
    const dx = ((pixel % width) - cx) / width;
    const dy = (Math.floor(pixel / width) - cy) / width;
    return 1 - 0.55 * (dx * dx + dy * dy);
  });
}
