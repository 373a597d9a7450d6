import { still } from '../actors.ts';
import { handheld } from '../camera.ts';
import { fish } from '../creatures/fish.ts';
import { jellyfish } from '../creatures/jellyfish.ts';
import { ray } from '../creatures/ray.ts';
import { boulder, branching } from '../creatures/stones.ts';
import { submersible } from '../creatures/submersible.ts';
import { turtle } from '../creatures/turtle.ts';
import { blend, hex, mottled, textureNoise } from '../materials.ts';
import { mergeMeshes, terrain } from '../mesh.ts';
import { fractal, type SpaceNoise } from '../noise.ts';
import { createPath } from '../path.ts';
import type { Actor, Look, Material, Scene, SceneClock, SceneRecipe } from '../scene.ts';
import { clamp, normalize, placement, smoothstep, type Vec3 } from '../vector.ts';

/** Height of the sea floor: dunes that rise towards the back. */
const floorAt = (noise: SpaceNoise) => (x: number, y: number) =>
  0.5 * fractal(noise, x / 4.5, y / 4.5, 3.7, 2, 0) + 0.012 * Math.max(0, y - 3) ** 2;

function sand(noise: SpaceNoise): Material {
  const [light, dark] = [hex('#e6d3a3'), hex('#b39a68')];
  return {
    gloss: 0,
    softness: 0.1,
    paint: (x, y, z, footprint, out) => {
      const broad = fractal(noise, x / 1.7, y / 1.7, z, 2, footprint / 1.7);
      // Ripples across the current; where they are finer than a pixel they fade to their mean.
      const wave = 9 * y + 2.6 * x + 4 * fractal(noise, x / 1.2, y / 1.2, 9, 2, footprint);
      const ripple = Math.sin(wave) * clamp(1.4 - 5 * footprint * 9, 0, 1);
      const speck = fractal(noise, 14 * x, 14 * y, 14 * z, 2, 14 * footprint);
      blend(light, dark, 0.42 + 0.9 * broad + 0.14 * ripple + 0.16 * speck, out);
    },
  };
}

function water(noise: SpaceNoise, frameRate: number): Look {
  const [deep, level, surface] = [hex('#0f5363'), hex('#3f9aa8'), hex('#a5dcdc')];
  const sunDirection = normalize([-0.42, -0.38, 1]);
  const [sx, sy, sz] = sunDirection;
  return {
    sunDirection,
    sun: [1.75, 1.72, 1.5],
    sky: [0.34, 0.6, 0.66],
    bounce: [0.2, 0.24, 0.2],
    haze: 0.055,
    exposure: 0.92,
    distance: (x, y, z, frame, out) => {
      if (z < 0) blend(level, deep, -2.2 * z, out);
      else blend(level, surface, 1.9 * z, out);
      // Shafts of light that fan out from above and drift.
      const slant = (x - 0.35 * z) / (Math.abs(y) + 0.25);
      const shaft = fractal(noise, 5 * slant, 0.22 * (frame / frameRate), 5.5, 2, 0);
      const strength = 1 + 0.9 * shaft * smoothstep(-0.06, 0.4, z);
      for (let c = 0; c < 3; c++) out[c] *= strength;
    },
    dapple: (x, y, z, frame) => {
      const t = frame / frameRate;
      const [u, v] = [x - (z * sx) / sz, y - (z * sy) / sz];
      const warp = 0.6 * noise(0.9 * u, 0.9 * v, 0.25 * t);
      const a = 1 - Math.abs(noise(1.15 * u + warp, 1.15 * v - warp, 0.45 * t + 7));
      const b = 1 - Math.abs(noise(1.9 * u - warp, 1.9 * v + 3, 0.55 * t + 19));
      return 0.6 + 1.15 * a ** 6 * (0.45 + 0.55 * b ** 3);
    },
  };
}

function setting(
  seed: number,
  noise: SpaceNoise,
): readonly [backdrop: Actor, props: Actor[], ground: Actor] {
  const height = floorAt(noise);
  const on = (x: number, y: number, up = 0): Vec3 => [x, y, height(x, y) + up];
  const stone = mottled(noise, [hex('#6f7f7b'), hex('#3c4b50')], 0.9, 1.4, { softness: 0.15 });
  const algae = mottled(noise, [hex('#8a8f6a'), hex('#4d6058')], 0.5, 1.6, { softness: 0.15 });
  const ridge = mergeMeshes([
    boulder(noise, [-10.5, 12, 1.2], [4.2, 2.6, 4.4], { segments: 40 }),
    boulder(noise, [-4.2, 14.5, 0.4], [4, 2.4, 2.6], { segments: 36 }),
    boulder(noise, [3.4, 15, 0.3], [3.6, 2.4, 2.2], { segments: 36 }),
    boulder(noise, [9.6, 12.5, 1.3], [3.8, 2.6, 4.9], { segments: 40 }),
    boulder(noise, [14.5, 13, 1], [3, 2.4, 6.5], { segments: 36 }),
  ]);
  const rocks = mergeMeshes([
    boulder(noise, on(-3.9, 2.6, 0.1), [1.1, 0.85, 0.75]),
    boulder(noise, on(-2.8, 3.3, 0), [0.7, 0.6, 0.42]),
    boulder(noise, on(4.2, 3.4, 0.15), [1.25, 0.9, 1.15]),
    boulder(noise, on(3.2, 2.5, 0), [0.6, 0.5, 0.36]),
    boulder(noise, on(0.7, 5.6, 0), [1.2, 0.8, 0.55]),
    boulder(noise, on(1.9, -1.4, -0.05), [0.42, 0.36, 0.26]),
    boulder(noise, on(-1.7, -1.9, -0.05), [0.3, 0.26, 0.17]),
  ]);
  const coral = mergeMeshes([
    branching(seed, on(-3.1, 1.5), { height: 1.15 }),
    branching(seed, on(3.7, 1.6), { height: 0.95 }),
    branching(seed, on(1.9, 4.9), { height: 1.1, material: 1 }),
    branching(seed, on(-1.1, 4.6), { height: 0.8, material: 1 }),
    boulder(noise, on(-4.6, 0.9, 0.05), [0.5, 0.45, 0.38], { rough: 0.15, material: 1 }),
    boulder(noise, on(4.5, 0.7, 0.05), [0.45, 0.4, 0.33], { rough: 0.15 }),
    boulder(noise, on(2.75, 1.1, 0), [0.28, 0.26, 0.22], { rough: 0.15, material: 1 }),
  ]);
  const ground = terrain([-17, 17], [-4.5, 17.2], 0.35, height);
  return [
    still({ name: 'background', mesh: ridge, materials: [stone] }),
    [
      still({ name: 'rocks', mesh: rocks, materials: [algae] }),
      still({
        name: 'coral',
        mesh: coral,
        materials: [
          mottled(noise, [hex('#d9776a'), hex('#a64b57')], 0.16, 1.4, { softness: 0.35 }),
          mottled(noise, [hex('#dba55a'), hex('#a8743c')], 0.12, 1.6, { softness: 0.35 }),
        ],
      }),
    ],
    still({ name: 'Plane', mesh: ground, materials: [sand(noise)] }),
  ];
}

const stand: Vec3 = [0, -6.2, 2.05];

function build(clock: SceneClock): Scene {
  const { seed, frameCount, frameRate } = clock;
  const noise = textureNoise(seed);
  const height = floorAt(noise);
  const [backdrop, props, ground] = setting(seed, noise);
  const seconds = frameCount / frameRate;
  // Asleep for the first half of the clip, then a moment to get going.
  const awake = (t: number) => smoothstep(0.5 * seconds, 0.5 * seconds + 1.2, t);
  const school = { range: [2.1, 0.8, 0.6] as Vec3, speed: 0.95, turn: 1.5, period: 2.6 };
  const resting: Vec3 = [1.15, 0.1, height(1.15, 0.1) + 0.1];
  const rayPath = createPath(clock, {
    name: 'ray',
    home: [0.6, -0.2, 0.95],
    range: [2.3, 0.9, 0.4],
    ...{ speed: 0.85, turn: 0.9, period: 4, stride: 0.55, idle: 0.35, bank: 0.5, awake },
    start: { at: resting, yaw: 2.6 },
  });
  const actors = [
    backdrop,
    submersible(
      'submersible',
      createPath(clock, {
        name: 'submersible',
        home: [1.3, 3.3, 2.45],
        range: [2.2, 0.7, 0.55],
        ...{ speed: 0.62, turn: 0.55, period: 5.5, bank: 0.25 },
        start: { at: [2.1, 3.4, 2.5], yaw: 3.5 },
      }),
      noise,
    ),
    turtle(
      'turtle',
      createPath(clock, {
        name: 'turtle',
        home: [-1.2, 1.0, 1.4],
        range: [1.9, 0.8, 0.5],
        ...{ speed: 0.7, turn: 0.8, period: 4, stride: 0.55, idle: 0.2, bank: 0.5 },
        start: { at: [-1.7, 0.9, 1.15], yaw: -0.5 },
      }),
      noise,
    ),
    jellyfish(
      'jellyfish',
      createPath(clock, {
        name: 'jellyfish',
        home: [-2.7, 2.4, 2.7],
        range: [1.1, 0.8, 0.7],
        ...{ speed: 0.3, turn: 0.8, period: 4, idle: 0.62 },
      }),
      noise,
    ),
    ...(['fish_a', 'fish_b'] as const).map((name, k) =>
      fish(
        name,
        createPath(clock, {
          name,
          home: k === 0 ? [1.4, -0.3, 2.0] : [0.5, 1.2, 2.5],
          start:
            k === 0 ? { at: [0.25, -0.5, 1.85], yaw: 0.3 } : { at: [-0.5, 1.2, 2.55], yaw: 0.1 },
          ...school,
          ...{ stride: 1.5, idle: 0.5, bank: 0.25 },
        }),
        noise,
        ['#e8743b', '#fbf1e3'],
      ),
    ),
    ray('ray', rayPath, noise, (frame) => awake(frame / frameRate)),
    ...props,
    ground,
  ];
  return {
    actors,
    look: water(noise, frameRate),
    focal: 0.95,
    camera: handheld(clock, {
      position: stand,
      target: [0, 1.5, 1.35],
      drift: [0.75, 0.4, 0.28],
      gaze: [0.5, 0, 0.22],
      shake: 0.006,
      period: 3.2,
    }),
  };
}

export const reef: SceneRecipe = {
  name: 'reef',
  summary:
    'A shallow reef: a submersible (rigid), a turtle (articulated), a jellyfish (deforms), two fish that swim alike but apart, a ray that sleeps for the first half; a hand-held camera drifts.',
  build,
};

export const reefTripod: SceneRecipe = {
  name: 'reef_tripod',
  summary: 'The reef seen from a tripod: what rests has exactly constant coordinates.',
  build: (clock) => ({ ...build(clock), camera: () => placement(stand, Math.PI / 2, 0.09) }),
};
