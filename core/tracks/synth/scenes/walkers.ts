import { still } from '../actors.ts';
import { handheld } from '../camera.ts';
import { ball } from '../creatures/ball.ts';
import { minibus } from '../creatures/minibus.ts';
import { boulder } from '../creatures/stones.ts';
import { tubeMan } from '../creatures/tubeMan.ts';
import { walker } from '../creatures/walker.ts';
import { blend, hex, mottled, textureNoise } from '../materials.ts';
import { limb, mergeMeshes, terrain } from '../mesh.ts';
import { fractal, type SpaceNoise } from '../noise.ts';
import { createPath } from '../path.ts';
import type { Actor, Look, Material, SceneClock, SceneRecipe } from '../scene.ts';
import { clamp, normalize, smoothstep, type Vec3 } from '../vector.ts';

/** Where the pavement ends and the lawn begins, metres behind the origin. */
const lawn = (noise: SpaceNoise, x: number) => 6.2 + 0.8 * noise(x / 6, 0.5, 0.5) + 0.02 * x * x;

function plaza(noise: SpaceNoise): Material {
  const [pale, warm, joint] = [hex('#ddd0b8'), hex('#bfa987'), hex('#8d7c66')];
  const [grass, meadow] = [hex('#7d9455'), hex('#a9b070')];
  const slab = 0.9;
  return {
    gloss: 0,
    softness: 0.1,
    paint: (x, y, z, footprint, out) => {
      const border = y - lawn(noise, x);
      if (border > 0.1) {
        const tufts = fractal(noise, 2.2 * x, 2.2 * y, z, 4, 2.2 * footprint);
        blend(grass, meadow, 0.5 + 1.1 * tufts, out);
        return;
      }
      const row = Math.floor(y / slab);
      const along = x / slab + 0.5 * (row & 1);
      const column = Math.floor(along);
      const own = noise(7.3 * column + 0.5, 5.1 * row + 0.5, 2.5);
      const wear = fractal(noise, 1.6 * x, 1.6 * y, 4.5, 3, 1.6 * footprint);
      blend(pale, warm, 0.42 + 0.4 * own + 0.6 * wear, out);
      const dx = Math.abs(along - column - 0.5) * slab;
      const dy = Math.abs(y / slab - row - 0.5) * slab;
      const gap = Math.max(dx, dy) - slab / 2 + 0.02;
      // A joint thinner than a pixel is drawn fainter, not dropped.
      const soft = Math.max(0.012, footprint);
      const line = smoothstep(-soft, soft, gap) * clamp(0.03 / soft, 0, 1);
      const curb = smoothstep(-0.25, -0.2, border);
      for (let c = 0; c < 3; c++) out[c] += (joint[c] - out[c]) * Math.max(0.8 * line, 0.35 * curb);
    },
  };
}

function daylight(noise: SpaceNoise, frameRate: number): Look {
  const [horizon, zenith, cloud] = [hex('#cfdde0'), hex('#5b9fcb'), hex('#fbf6ee')];
  return {
    sunDirection: normalize([-0.75, -0.55, 0.95]),
    sun: [2.15, 1.85, 1.42],
    sky: [0.36, 0.44, 0.56],
    bounce: [0.22, 0.19, 0.15],
    haze: 0.014,
    exposure: 0.72,
    distance: (x, y, z, frame, out) => {
      blend(horizon, zenith, 3.2 * z, out);
      const high = Math.max(0.05, z);
      const drift = 0.02 * (frame / frameRate);
      const cover = fractal(noise, (0.5 * x) / high + drift, (0.5 * y) / high, 8.5, 4, 0.02 / high);
      const share = smoothstep(0, 0.4, cover) * smoothstep(0.03, 0.16, z);
      for (let c = 0; c < 3; c++) out[c] += (cloud[c] - out[c]) * 0.85 * share;
    },
    dapple: (x, y, _, frame) => 1 + 0.12 * noise(x / 5, y / 5 + 0.15 * (frame / frameRate), 1.5),
  };
}

function setting(noise: SpaceNoise): readonly [backdrop: Actor, trees: Actor, ground: Actor] {
  const hills = mergeMeshes([
    boulder(noise, [-13, 27, -2], [13, 6, 6], { segments: 40, rough: 0.2 }),
    boulder(noise, [6, 31, -2.5], [15, 6, 6.4], { segments: 40, rough: 0.2 }),
    boulder(noise, [22, 26, -2], [10, 5, 5.5], { segments: 40, rough: 0.2 }),
  ]);
  const places: readonly (readonly [number, number, number])[] = [
    [-7.4, 9.5, 1.15],
    [-4.6, 12.5, 1.3],
    [-0.4, 11.5, 1.0],
    [2.9, 13.2, 1.35],
    [6.6, 10.4, 1.2],
    [10.5, 12.6, 1.4],
    [-11.2, 12.8, 1.5],
  ];
  const trees = places.flatMap(([x, y, size]) => [
    limb([x, y, -0.1], [x, y, 1.5 * size], [0.16 * size, 0.11 * size], { material: 1 }),
    boulder(noise, [x, y, 2.35 * size], [1.15 * size, 1.1 * size, 1.05 * size], { rough: 0.28 }),
    boulder(noise, [x + 0.5 * size, y - 0.2, 1.85 * size], [0.8 * size, 0.75 * size, 0.65 * size], {
      rough: 0.28,
    }),
  ]);
  const leaf = mottled(noise, [hex('#6f8a4c'), hex('#3f5f3d')], 0.35, 1.5, { softness: 0.5 });
  const bark = mottled(noise, [hex('#6d5644'), hex('#8a705a')], 0.15, 1.2);
  const hill = mottled(noise, [hex('#8da06f'), hex('#6d8a66')], 2.5, 1.4, { softness: 0.3 });
  return [
    still({ name: 'background', mesh: hills, materials: [hill] }),
    still({ name: 'trees', mesh: mergeMeshes(trees), materials: [leaf, bark] }),
    still({
      name: 'Plane',
      mesh: terrain([-24, 24], [-5, 34], 0.6, () => 0),
      materials: [plaza(noise)],
    }),
  ];
}

function build(clock: SceneClock) {
  const { seed, frameCount, frameRate } = clock;
  const noise = textureNoise(seed);
  const [backdrop, trees, ground] = setting(noise);
  const seconds = frameCount / frameRate;
  const awake = (t: number) => smoothstep(0.5 * seconds, 0.5 * seconds + 0.8, t);
  const stroll = {
    range: [2.6, 1.5, 0] as Vec3,
    speed: 0.95,
    turn: 1.1,
    period: 3.4,
    stride: 0.62,
  };
  const person = (name: string, home: Vec3, shirt: string, trousers: string, skin: string) =>
    walker(name, createPath(clock, { name, home, ...stroll }), noise, {
      ...{ shirt, trousers, skin, hair: '#2a211c' },
    });
  const actors = [
    backdrop,
    minibus(
      'minibus',
      createPath(clock, {
        name: 'minibus',
        home: [0.9, 4.4, 0],
        range: [2.6, 0.8, 0],
        ...{ speed: 0.75, turn: 0.6, period: 5.5 },
      }),
      noise,
    ),
    person('walker_a', [-0.9, 0.2, 0], '#e0b04a', '#3d5068', '#c58f6b'),
    person('walker_b', [0.9, 1.9, 0], '#c8614f', '#4a4a45', '#8b5e43'),
    tubeMan('tube_man', clock, noise, [-3.9, 3.2, 0], -1.2),
    ball(
      'ball',
      createPath(clock, {
        name: 'ball',
        home: [0.2, -1.0, 0],
        range: [2.0, 0.4, 0],
        ...{ speed: 0.9, turn: 1.2, period: 3, awake },
        start: { at: [1.9, -1.3, 0], yaw: 2.8 },
      }),
      noise,
      { radius: 0.42, frameCount },
    ),
    trees,
    ground,
  ];
  return {
    actors,
    look: daylight(noise, frameRate),
    focal: 0.95,
    camera: handheld(clock, {
      position: [0, -7, 2.3],
      target: [0, 2, 1.15],
      drift: [0.9, 0.35, 0.2],
      gaze: [0.6, 0, 0.15],
      shake: 0.006,
      period: 3.4,
    }),
  };
}

export const walkers: SceneRecipe = {
  name: 'walkers',
  summary:
    'A sunny square: a minibus (rigid), two people who walk alike but apart (articulated), an inflatable tube man (deforms), a ball that lies still for the first half and then rolls; a hand-held camera drifts.',
  build,
};
