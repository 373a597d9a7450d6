import { linked } from '../actors.ts';
import { band, hex, mottled, patterned } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, type Ring } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';
import { smoothstep, type Vec3 } from '../vector.ts';

function submersibleMesh() {
  const ring = (x: number, radius: number): Ring => ({
    centre: [x, 0, 0],
    radii: [radius, 0.96 * radius],
  });
  const hull = loft(
    [
      ring(0.86, 0),
      ring(0.84, 0.13),
      ring(0.77, 0.25),
      ring(0.64, 0.35),
      ring(0.45, 0.4),
      ring(0.2, 0.41),
      ring(-0.1, 0.4),
      ring(-0.4, 0.34),
      ring(-0.65, 0.23),
      ring(-0.82, 0.12),
      ring(-0.86, 0),
    ],
    { segments: 28 },
  );
  const upright = [
    [1, 0, 0],
    [0, 1, 0],
  ] as const;
  const tower = loft(
    [
      { centre: [0.08, 0, 0.25], radii: [0.3, 0.19] },
      { centre: [0.08, 0, 0.5], radii: [0.26, 0.16] },
      { centre: [0.08, 0, 0.57], radii: [0.22, 0.13] },
      { centre: [0.08, 0, 0.59], radii: [0, 0] },
    ],
    { segments: 22, square: 3, across: upright, material: 1 },
  );
  const mast = limb([0.0, 0, 0.55], [0.0, 0, 0.82], [0.025, 0.022], { segments: 8, material: 2 });
  const scope = limb([0.0, 0, 0.82], [0.1, 0, 0.82], [0.03, 0.03], { segments: 8, material: 2 });
  const fin = (turn: readonly [Vec3, Vec3], y: number, z: number) =>
    loft(
      [0, 1].map((s) => ({
        centre: [-0.62 - 0.14 * s, y * (0.15 + 0.3 * s), z * (0.15 + 0.3 * s)],
        radii: [0.17 - 0.05 * s, 0.022],
      })),
      { segments: 12, square: 3, across: turn, material: 1 },
    );
  const fins = [1, -1].flatMap((side) => [
    fin(
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
      side,
      0,
    ),
    fin(
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      0,
      side,
    ),
  ]);
  const duct = loft(
    [ring(-0.8, 0.1), ring(-0.8, 0.24), ring(-0.98, 0.24), ring(-0.98, 0.19), ring(-0.84, 0)],
    { segments: 20, material: 2 },
  );
  const skids = [1, -1].map((side) =>
    limb([0.42, side * 0.25, -0.46], [-0.4, side * 0.25, -0.46], [0.045, 0.045], { material: 2 }),
  );
  const struts = [1, -1].flatMap((side) =>
    [0.28, -0.25].map((x) =>
      limb([x, side * 0.2, -0.28], [x, side * 0.25, -0.46], [0.03, 0.03], {
        segments: 8,
        material: 2,
      }),
    ),
  );
  const lamps = [1, -1].map((side) =>
    ellipsoid([0.66, side * 0.33, -0.14], [0.09, 0.065, 0.065], { segments: 10, material: 3 }),
  );
  return mergeMeshes([hull, tower, mast, scope, ...fins, duct, ...skids, ...struts, ...lamps]);
}

/** Distance to the nearest porthole's centre: a row of three on either side, and the big one in the nose. */
function porthole(x: number, y: number, z: number): number {
  if (x > 0.55) return Math.sqrt(y * y + z * z) / 2.1;
  return Math.min(
    ...[0.36, 0.08, -0.2].map((at) => Math.sqrt((x - at) ** 2 + (z - 0.06) ** 2 + 0 * y)),
  );
}

/** A small yellow submarine, 1.8 m long: one rigid body that turns as it travels. */
export function submersible(name: string, path: Path, noise: SpaceNoise): Actor {
  const hull = patterned(
    noise,
    [hex('#f2b82e'), hex('#fff3d6')],
    (x, _, z, soft) => band(z + 0.02 * x, -0.17, -0.12, soft),
    { gloss: 0.6, softness: 0.15 },
  );
  const [glass, frame] = [hex('#123640'), hex('#a8702a')];
  const windowed = {
    ...hull,
    paint: (...args: Parameters<typeof hull.paint>) => {
      hull.paint(...args);
      const [x, y, z, footprint, out] = args;
      const d = porthole(x, y, z);
      const edge = smoothstep(0.125 + footprint, 0.12 - footprint, d);
      const pane = smoothstep(0.095 + footprint, 0.09 - footprint, d);
      for (let c = 0; c < 3; c++)
        out[c] += (frame[c] - out[c]) * edge + (glass[c] - frame[c]) * edge * pane;
    },
  };
  const materials = [
    windowed,
    mottled(noise, [hex('#e8953a'), hex('#d9822b')], 0.3, 1, { gloss: 0.5 }),
    mottled(noise, [hex('#4d5a60'), hex('#37444a')], 0.2, 1, { gloss: 0.4 }),
    mottled(noise, [hex('#ffffff'), hex('#fff6d8')], 0.2, 1, { gloss: 1, softness: 1 }),
  ];
  return linked({ name, mesh: submersibleMesh(), materials }, (frame) => [path.at(frame)]);
}
