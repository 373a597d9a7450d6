import { linked } from '../actors.ts';
import { hex, mottled, patterned } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, reshape, type Mesh } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';
import { compose, joint, smoothstep, type Vec3 } from '../vector.ts';

const neck: Vec3 = [0.5, 0, 0];
const shoulder: Vec3 = [0.3, 0.34, -0.02];
const elbow: Vec3 = [0.2, 0.72, -0.02];
const hip: Vec3 = [-0.42, 0.24, -0.02];
const mirrored = ([x, y, z]: Vec3): Vec3 => [x, -y, z];

/** Links: 0 shell, 1 head, 2/3 and 4/5 upper and lower front flippers (left, right), 6/7 rear flippers. */
function turtleMesh() {
  const shell = reshape(
    ellipsoid([0, 0, 0], [0.6, 0.46, 0.24], { segments: 28, rings: 18 }),
    ([x, y, z]) => [x, y * (1 - 0.18 * (x / 0.6)), z > 0 ? z : 0.42 * z],
  );
  const rim = ellipsoid([0, 0, -0.015], [0.63, 0.48, 0.045], {
    segments: 28,
    rings: 14,
    material: 1,
  });
  const head = [
    limb([0.5, 0, -0.01], [0.68, 0, 0.02], [0.09, 0.1], { segments: 14, link: 1, material: 1 }),
    ellipsoid([0.75, 0, 0.03], [0.13, 0.1, 0.095], { segments: 14, link: 1, material: 1 }),
    ...[1, -1].map((side) =>
      ellipsoid([0.8, side * 0.082, 0.06], [0.024, 0.018, 0.024], {
        segments: 8,
        rings: 6,
        link: 1,
        material: 2,
      }),
    ),
  ];
  return mergeMeshes([shell, rim, ...head, ...flippers(1), ...flippers(-1)]);
}

function flippers(side: 1 | -1): Mesh[] {
  const first = side > 0 ? 2 : 4;
  const options = {
    segments: 14,
    material: 1,
    across: [
      [1, 0, 0],
      [0, 0, 1],
    ] as const,
  };
  const blade = (points: readonly (readonly [Vec3, number, number])[], link: number) =>
    loft(
      points.map(([[x, y, z], chord, thickness]) => ({
        centre: [x, side * y, z],
        radii: [chord, thickness],
      })),
      { ...options, link },
    );
  return [
    blade(
      [
        [[0.31, 0.26, -0.02], 0.1, 0.05],
        [shoulder, 0.11, 0.05],
        [[0.26, 0.55, -0.02], 0.12, 0.04],
        [elbow, 0.13, 0.035],
        [[0.19, 0.76, -0.02], 0.1, 0.02],
      ],
      first,
    ),
    blade(
      [
        [[0.2, 0.68, -0.02], 0.1, 0.025],
        [elbow, 0.125, 0.03],
        [[0.08, 0.92, -0.02], 0.115, 0.022],
        [[-0.06, 1.1, -0.02], 0.075, 0.014],
        [[-0.16, 1.2, -0.02], 0, 0],
      ],
      first + 1,
    ),
    blade(
      [
        [[-0.36, 0.18, -0.02], 0.06, 0.03],
        [hip, 0.09, 0.035],
        [[-0.58, 0.36, -0.03], 0.1, 0.025],
        [[-0.72, 0.46, -0.04], 0.06, 0.015],
        [[-0.78, 0.5, -0.04], 0, 0],
      ],
      side > 0 ? 6 : 7,
    ),
  ];
}

/** Distance to the seam between the hexagons of a honeycomb with cells of size 1, 0 on the seam. */
function seam(x: number, y: number): number {
  const row = Math.sqrt(3) / 2;
  let [nearest, second] = [9, 9];
  const j0 = Math.round(y / row);
  for (let j = j0 - 1; j <= j0 + 1; j++) {
    const shift = j & 1 ? 0.5 : 0;
    const i0 = Math.round(x - shift);
    for (let i = i0 - 1; i <= i0 + 1; i++) {
      const d = Math.sqrt((x - shift - i) ** 2 + (y - j * row) ** 2);
      if (d < nearest) [second, nearest] = [nearest, d];
      else if (d < second) second = d;
    }
  }
  return second - nearest;
}

/** A turtle, 1.5 m long: front flippers of two links that beat up and down, rear ones that steer, a head. */
export function turtle(name: string, path: Path, noise: SpaceNoise): Actor {
  const skin = mottled(noise, [hex('#5f7350'), hex('#c9c38c')], 0.07, 1.3, {
    gloss: 0.25,
    softness: 0.25,
  });
  const shell = patterned(
    noise,
    [hex('#e0c27c'), hex('#5b3d20')],
    (x, y, _, soft) =>
      0.15 + 0.85 * smoothstep(0.06 - soft, 0.2 + 4 * soft, seam(4.4 * x, 4.4 * y)),
    { gloss: 0.4 },
  );
  const eye = mottled(noise, [hex('#0b0d10'), hex('#0b0d10')], 1, 0, { gloss: 1 });
  return linked({ name, mesh: turtleMesh(), materials: [shell, skin, eye] }, (frame) => {
    const { phase, turning } = path.state(frame);
    const body = path.at(frame);
    const stroke = 2 * Math.PI * phase;
    const beat = 0.12 + 0.6 * Math.sin(stroke);
    const feather = 0.45 * Math.cos(stroke);
    const whip = 0.15 + 0.55 * Math.sin(stroke - 1.1);
    const front = (side: 1 | -1) => {
      const at = side > 0 ? shoulder : mirrored(shoulder);
      const bend = side > 0 ? elbow : mirrored(elbow);
      const lean = side * (0.12 + 0.2 * Math.cos(stroke)) - 0.15 * turning;
      const upper = compose(body, joint(at, lean, feather, side * beat));
      return [upper, compose(upper, joint(bend, 0.2 * lean, 0.3 * feather, side * whip))];
    };
    const rear = (side: 1 | -1) =>
      compose(
        body,
        joint(
          side > 0 ? hip : mirrored(hip),
          -0.5 * turning + side * 0.12 * Math.sin(stroke + 0.6),
          0.2 * Math.sin(stroke + 2),
          side * 0.15 * Math.cos(stroke),
        ),
      );
    const head = compose(body, joint(neck, 0.55 * turning, 0.1 * Math.sin(0.5 * stroke)));
    return [body, head, ...front(1), ...front(-1), rear(1), rear(-1)];
  });
}
