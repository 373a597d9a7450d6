import { deforming } from '../actors.ts';
import { band, hex, patterned, mottled } from '../materials.ts';
import { ellipsoid, loft, mergeMeshes, type Ring } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';

const ring = (x: number, ry: number, rz: number, z = 0): Ring => ({
  centre: [x, 0, z],
  radii: [ry, rz],
});

function fishMesh() {
  const body = loft(
    [
      ring(0.5, 0, 0),
      ring(0.485, 0.03, 0.045),
      ring(0.43, 0.058, 0.09),
      ring(0.33, 0.085, 0.145),
      ring(0.2, 0.1, 0.185),
      ring(0.05, 0.1, 0.195),
      ring(-0.1, 0.085, 0.165),
      ring(-0.24, 0.058, 0.11),
      ring(-0.35, 0.032, 0.06),
      ring(-0.42, 0.02, 0.045),
      ring(-0.44, 0, 0),
    ],
    { segments: 20 },
  );
  const thin = { segments: 10, material: 1 };
  const tail = loft(
    [ring(-0.4, 0.014, 0.04), ring(-0.5, 0.01, 0.11), ring(-0.62, 0.006, 0.19), ring(-0.66, 0, 0)],
    thin,
  );
  const dorsal = loft(
    [ring(0.2, 0.004, 0.03, 0.17), ring(0.05, 0.01, 0.09, 0.2), ring(-0.2, 0.004, 0.06, 0.14)],
    thin,
  );
  const anal = loft([ring(-0.05, 0.004, 0.04, -0.15), ring(-0.22, 0.004, 0.06, -0.12)], thin);
  const fins = [1, -1].map((side) =>
    loft(
      [
        { centre: [0.22, side * 0.09, -0.05], radii: [0.03, 0.012] },
        { centre: [0.13, side * 0.2, -0.1], radii: [0.075, 0.008] },
        { centre: [0.06, side * 0.26, -0.14], radii: [0.04, 0.004] },
      ],
      {
        ...thin,
        across: [
          [1, 0, 0],
          [0, 0, 1],
        ],
      },
    ),
  );
  const eyes = [1, -1].map((side) =>
    ellipsoid([0.39, side * 0.063, 0.04], [0.026, 0.02, 0.026], {
      segments: 8,
      rings: 6,
      material: 2,
    }),
  );
  return mergeMeshes([body, tail, dorsal, anal, ...fins, ...eyes]);
}

/** A fish, 1.1 m long: a wave runs down its body, faster the faster it swims; it bends into its turns. */
export function fish(
  name: string,
  path: Path,
  noise: SpaceNoise,
  [main, stripe]: readonly [string, string],
): Actor {
  const materials = [
    patterned(
      noise,
      [hex(main), hex(stripe)],
      (x, _, z, soft) =>
        Math.max(
          band(x + 0.25 * z * z, 0.235, 0.315, soft),
          band(x - 0.3 * z * z, -0.08, 0.02, soft),
          band(x, -0.4, -0.33, soft),
        ),
      { gloss: 0.5, softness: 0.25 },
    ),
    mottled(noise, [hex(main), hex(stripe)], 0.12, 0.35, { gloss: 0.2, softness: 0.7 }),
    mottled(noise, [hex('#0b0d10'), hex('#0b0d10')], 1, 0, { gloss: 1 }),
  ];
  return deforming(
    { name, mesh: fishMesh(), materials },
    (frame, shape) => {
      const { phase, speed, turning } = path.state(frame);
      const effort = Math.min(1.4, 0.45 + speed);
      for (let at = 0; at < shape.length; at += 3) {
        const back = Math.max(0, (0.35 - shape[at]) / 0.9);
        const wave = effort * (0.015 + 0.13 * back * back);
        shape[at + 1] +=
          wave * Math.sin(2 * Math.PI * (phase - 0.85 * back)) + 0.55 * turning * back * back * 0.5;
      }
    },
    path.at,
  );
}
