import { linked } from '../actors.ts';
import { hex, mottled } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, type Mesh } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';
import { compose, joint, placement, scale, type Placement, type Vec3 } from '../vector.ts';

const hip: Vec3 = [0, 0.1, 0.88];
const knee: Vec3 = [0.01, 0.1, 0.47];
const waist: Vec3 = [0, 0, 0.95];
const neck: Vec3 = [0, 0, 1.46];
const shoulder: Vec3 = [0, 0.21, 1.38];
const elbow: Vec3 = [0, 0.25, 1.1];
const legLength = 0.84;

const to = ([x, y, z]: Vec3, side: 1 | -1): Vec3 => [x, side * y, z];
const skin = 0;
const shirt = 1;
const trousers = 2;
const dark = 3;

/** Links: 0 pelvis, 1 trunk, 2 head; then thigh, shin, upper arm, forearm of the left (3..6) and right (7..10). */
function walkerMesh(): Mesh {
  const across = [
    [1, 0, 0],
    [0, 1, 0],
  ] as const;
  const ring = (z: number, depth: number, width: number, x = 0) => ({
    centre: [x, 0, z] as Vec3,
    radii: [depth, width] as const,
  });
  const pelvis = loft(
    [
      ring(0.8, 0.05, 0.09),
      ring(0.86, 0.11, 0.17),
      ring(0.95, 0.11, 0.165),
      ring(1.02, 0.08, 0.12),
    ],
    { across, segments: 16, material: trousers },
  );
  const trunk = loft(
    [
      ring(0.93, 0.09, 0.14),
      ring(1.02, 0.115, 0.165),
      ring(1.2, 0.135, 0.19),
      ring(1.34, 0.13, 0.205),
      ring(1.42, 0.1, 0.16),
      ring(1.47, 0.06, 0.075),
    ],
    { across, segments: 18, link: 1, material: shirt },
  );
  const head = [
    limb([0, 0, 1.44], [0.01, 0, 1.52], [0.055, 0.05], { link: 2, material: skin }),
    ellipsoid([0.025, 0, 1.63], [0.115, 0.092, 0.13], { segments: 18, link: 2, material: skin }),
    ellipsoid([-0.015, 0, 1.67], [0.115, 0.1, 0.115], { segments: 18, link: 2, material: dark }),
  ];
  const sides = ([1, -1] as const).flatMap((side) => {
    const first = side > 0 ? 3 : 7;
    return [
      limb(to(hip, side), to(knee, side), [0.092, 0.068], { link: first, material: trousers }),
      limb(to(knee, side), [0, side * 0.1, 0.1], [0.066, 0.046], {
        link: first + 1,
        material: trousers,
      }),
      ellipsoid([0.06, side * 0.1, 0.045], [0.14, 0.055, 0.048], {
        link: first + 1,
        material: dark,
      }),
      limb(to(shoulder, side), to(elbow, side), [0.064, 0.05], {
        link: first + 2,
        material: shirt,
      }),
      limb(to(elbow, side), [0.01, side * 0.26, 0.88], [0.046, 0.038], {
        link: first + 3,
        material: skin,
      }),
      ellipsoid([0.015, side * 0.26, 0.8], [0.05, 0.03, 0.07], { link: first + 3, material: skin }),
    ];
  });
  return mergeMeshes([pelvis, trunk, ...head, ...sides]);
}

/** A walking person, 1.75 m tall, of eleven links; the stride follows the way that the path travels. */
export function walker(
  name: string,
  path: Path,
  noise: SpaceNoise,
  colours: { shirt: string; trousers: string; skin: string; hair: string },
): Actor {
  const cloth = (colour: string) => {
    const bright = hex(colour);
    return mottled(noise, [bright, scale(bright, 0.6)], 0.12, 0.6, { softness: 0.3 });
  };
  const materials = [colours.skin, colours.shirt, colours.trousers, colours.hair].map(cloth);
  return linked({ name, mesh: walkerMesh(), materials }, (frame) => {
    const { position, yaw, phase, speed, turning } = path.state(frame);
    const stride = 2 * Math.PI * phase;
    const effort = Math.min(1, speed / 0.9);
    const swing = 0.5 * effort;
    const [x, y, z] = position;
    // The standing leg carries the hip on a circle: lowest when both feet are on the ground.
    const drop = legLength * (1 - Math.cos(swing * Math.sin(stride)));
    const pelvis = placement([x, y, z - drop], yaw, 0.03, 0.03 * effort * Math.sin(stride));
    const trunk = compose(
      pelvis,
      joint(waist, -0.12 * effort * Math.sin(stride), 0.06 * effort, -0.1 * turning),
    );
    const head = compose(trunk, joint(neck, 0.35 * turning, 0.02 * Math.sin(2 * stride)));
    return [pelvis, trunk, head, ...side(1, stride), ...side(-1, stride + Math.PI)];

    function side(which: 1 | -1, cycle: number): Placement[] {
      const thigh = compose(pelvis, joint(to(hip, which), 0, -swing * Math.sin(cycle)));
      const lift = Math.max(0, Math.cos(cycle + 0.25));
      const shin = compose(
        thigh,
        joint(to(knee, which), 0, 0.08 + effort * (0.12 + 0.95 * lift ** 1.5)),
      );
      const arm = compose(
        trunk,
        joint(to(shoulder, which), 0, 0.85 * swing * Math.sin(cycle), -which * 0.06),
      );
      const bend = -(0.15 + 0.45 * effort * (0.6 - 0.4 * Math.sin(cycle)));
      return [thigh, shin, arm, compose(arm, joint(to(elbow, which), 0, bend))];
    }
  });
}
