import { deforming } from '../actors.ts';
import { band, hex, mottled, patterned } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, type Ring } from '../mesh.ts';
import { wander, type SpaceNoise } from '../noise.ts';
import type { Actor, SceneClock } from '../scene.ts';
import { placement, smoothstep, type Vec3 } from '../vector.ts';

const tall = 3.1;
const shoulderHeight = 2.25;

function tubeManMesh() {
  const rings = Array.from({ length: 34 }, (_, k): Ring => {
    const s = k / 33;
    const radius = 0.27 * (1 - 0.22 * s) * (k === 33 ? 0 : 1);
    return { centre: [0, 0, tall * s], radii: [radius, radius] };
  });
  const trunk = loft(rings, {
    segments: 20,
    across: [
      [1, 0, 0],
      [0, 1, 0],
    ],
  });
  const arms = [1, -1].flatMap((side) =>
    Array.from({ length: 5 }, (_, k) => {
      const at = (s: number): Vec3 => [0, side * (0.15 + 1.15 * s), shoulderHeight + 0.5 * s];
      return limb(at(k / 5), at((k + 1) / 5), [0.11 - 0.012 * k, 0.11 - 0.012 * (k + 1)]);
    }),
  );
  const hair = [0, 1, 2, 3, 4].map((k) => {
    const angle = (2 * Math.PI * k) / 5;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return limb([0.1 * c, 0.1 * s, tall - 0.03], [0.26 * c, 0.26 * s, tall + 0.3], [0.035, 0.012], {
      segments: 8,
      material: 1,
    });
  });
  const foot = ellipsoid([0, 0, 0.05], [0.4, 0.4, 0.16], { segments: 20, material: 2 });
  return mergeMeshes([trunk, ...arms, ...hair, foot]);
}

/** An inflatable figure in a stream of air, 3.1 m tall: it bends, folds and recovers, its foot stays. */
export function tubeMan(
  name: string,
  { seed, frameRate }: SceneClock,
  noise: SpaceNoise,
  at: Vec3,
  facing: number,
): Actor {
  const face = patterned(
    noise,
    [hex('#e2573f'), hex('#fff4e4')],
    (x, y, z, soft) => {
      if (x < 0) return 0;
      const eye = Math.min(...[-0.09, 0.09].map((e) => Math.hypot(y - e, (z - 2.72) * 0.8)));
      const mouth = band(z - 3 * y * y, 2.44, 2.5, soft) * band(y, -0.13, 0.13, soft);
      return Math.max(smoothstep(0.06 + soft, 0.05 - soft, eye), mouth);
    },
    { gloss: 0.25, softness: 0.6 },
  );
  const materials = [
    face,
    mottled(noise, [hex('#f3c74f'), hex('#f3c74f')], 1, 0, { softness: 0.6 }),
    mottled(noise, [hex('#3d4248'), hex('#2c3035')], 0.2, 1),
  ];
  const [lean, sideways, fold, wave] = [1.5, 1.3, 1.9, 0.9].map((period, k) =>
    wander(seed, `${name} air ${k}`, period),
  );
  return deforming(
    { name, mesh: tubeManMesh(), materials },
    (frame, shape) => {
      const t = frame / frameRate;
      // Air takes time to travel up, so that what is high bends later.
      const late = (z: number) => t - 0.22 * z;
      for (let k = 0; k < shape.length; k += 3) {
        const [x, y, z] = [shape[k], shape[k + 1], shape[k + 2]];
        const arm = smoothstep(0.25, 0.5, Math.abs(y)) * Math.abs(y);
        const up = Math.max(0, Math.min(z, tall));
        const h = up * up * 0.11;
        const kink = smoothstep(1.2, 2.6, z) * Math.max(0, fold(late(z)));
        const flap = arm * (0.9 * wave(late(2 + arm)) + 0.35 * Math.sin(5 * t - 3 * arm + 2 * y));
        shape[k] = x + h * 1.6 * lean(late(z)) + 0.8 * kink + 0.4 * flap;
        shape[k + 1] =
          y * (1 + 0.05 * Math.sin(7 * t - 4 * z) * (1 - arm)) + h * 1.5 * sideways(late(z));
        shape[k + 2] = z - 0.55 * kink * (z - 1.2) - 0.06 * h * h + flap;
      }
    },
    () => placement(at, facing),
  );
}
