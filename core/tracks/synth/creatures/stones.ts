/** What does not move: boulders and corals. */
import { ellipsoid, limb, mergeMeshes, reshape, type Mesh } from '../mesh.ts';
import { fractal, randomFor, type SpaceNoise } from '../noise.ts';
import type { Vec3 } from '../vector.ts';

/** An ellipsoid with its surface pushed in and out, so that it looks like rock. */
export function boulder(
  noise: SpaceNoise,
  centre: Vec3,
  radii: Vec3,
  { rough = 0.35, segments = 28, material = 0 } = {},
): Mesh {
  const [cx, cy, cz] = centre;
  const size = Math.max(...radii);
  const ball = ellipsoid([0, 0, 0], radii, {
    segments,
    rings: Math.round(segments * 0.6),
    material,
  });
  return reshape(ball, ([x, y, z]) => {
    const k = 2.1 / size;
    const push = 1 + rough * 1.6 * fractal(noise, x * k + cx, y * k + cy, z * k + cz, 3, 0);
    return [cx + x * push, cy + y * push, cz + z * push];
  });
}

/** A branching coral that grows upwards from `foot`. */
export function branching(
  seed: number,
  foot: Vec3,
  { height, material = 0 }: { height: number; material?: number },
): Mesh {
  const random = randomFor(seed, `coral ${foot.join(' ')}`);
  const limbs: Mesh[] = [];
  const grow = (from: Vec3, direction: Vec3, length: number, radius: number, depth: number) => {
    const to = from.map((p, k) => p + direction[k] * length) as unknown as Vec3;
    limbs.push(limb(from, to, [radius, 0.78 * radius], { segments: 9, material }));
    if (depth === 0) return;
    const branches = depth === 1 ? 2 : 3;
    for (let b = 0; b < branches; b++) {
      const angle = (2 * Math.PI * (b + 0.6 * random.uniform())) / branches;
      const tilt = 0.55 + 0.35 * random.uniform();
      const bent: Vec3 = [
        direction[0] + tilt * Math.cos(angle),
        direction[1] + tilt * Math.sin(angle),
        direction[2] + 0.35,
      ];
      const norm = Math.sqrt(bent[0] ** 2 + bent[1] ** 2 + bent[2] ** 2);
      const next: Vec3 = [bent[0] / norm, bent[1] / norm, bent[2] / norm];
      grow(to, next, length * (0.68 + 0.15 * random.uniform()), 0.75 * radius, depth - 1);
    }
  };
  grow([foot[0], foot[1], foot[2] - 0.1], [0, 0, 1], 0.42 * height, 0.11 * height, 3);
  return mergeMeshes(limbs);
}
