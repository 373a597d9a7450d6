import { deforming } from '../actors.ts';
import { hex, mottled } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, type Ring } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';

const span = 0.9;

function rayMesh() {
  const rings = Array.from({ length: 25 }, (_, k): Ring => {
    const y = span * (k / 12 - 1);
    const s = Math.abs(y) / span;
    const chord = 0.5 * (1 - s ** 1.4) + 0.06 * (1 - s);
    const tip = s >= 1;
    return {
      centre: [-0.28 * s ** 1.6, y, 0],
      radii: tip ? [0, 0] : [chord, 0.012 + 0.085 * (1 - s) ** 1.3],
    };
  });
  const disc = loft(rings, {
    segments: 22,
    across: [
      [1, 0, 0],
      [0, 0, 1],
    ],
  });
  const tail = limb([-0.4, 0, 0], [-1.35, 0, 0.03], [0.045, 0.01], { segments: 8 });
  const eyes = [1, -1].map((side) =>
    ellipsoid([0.3, side * 0.13, 0.075], [0.05, 0.035, 0.045], { segments: 10, rings: 8 }),
  );
  return mergeMeshes([disc, tail, ...eyes]);
}

/** A ray, 1.8 m wide: waves run out along its wings while it swims; asleep it lies perfectly still. */
export function ray(
  name: string,
  path: Path,
  noise: SpaceNoise,
  /** How awake it is in a frame, 0 to 1. */
  awake: (frame: number) => number,
): Actor {
  const back = mottled(noise, [hex('#3b4a63'), hex('#a9bac4')], 0.16, 1.6, {
    gloss: 0.35,
    softness: 0.3,
  });
  return deforming(
    { name, mesh: rayMesh(), materials: [back] },
    (frame, shape) => {
      const { phase, turning } = path.state(frame);
      const strength = awake(frame);
      if (strength === 0) return;
      for (let at = 0; at < shape.length; at += 3) {
        const [x, y] = [shape[at], shape[at + 1]];
        const out = Math.abs(y) / span;
        const beat = Math.sin(2 * Math.PI * phase - 1.3 * out + 0.7 * x);
        shape[at + 2] += strength * out ** 1.6 * (0.34 * beat + 0.06);
        const behind = Math.max(0, -0.4 - x);
        shape[at + 1] +=
          strength *
          behind *
          (0.12 * Math.sin(2 * Math.PI * phase * 0.5 - 2 * behind) + 0.4 * turning);
      }
    },
    path.at,
  );
}
