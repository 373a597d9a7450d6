import { deforming } from '../actors.ts';
import { hex, mottled, patterned } from '../materials.ts';
import { loft, mergeMeshes, type Ring } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';
import { placement, smoothstep } from '../vector.ts';

const flat = [
  [1, 0, 0],
  [0, 1, 0],
] as const;
const rimHeight = -0.14;

function jellyfishMesh() {
  const level = (z: number, radius: number): Ring => ({
    centre: [0, 0, z],
    radii: [radius, radius],
  });
  const bell = loft(
    [
      ...[0, 12, 26, 40, 55, 70, 84, 97].map((degrees) => {
        const angle = (degrees * Math.PI) / 180;
        return level(0.36 * Math.cos(angle) - 0.05, 0.46 * Math.sin(angle));
      }),
      level(rimHeight, 0.44),
      level(rimHeight + 0.01, 0.4),
      level(0, 0.33),
      level(0.12, 0.17),
      level(0.14, 0),
    ],
    { segments: 32, across: flat },
  );
  const strands = Array.from({ length: 13 }, (_, k) => {
    const arm = k >= 9;
    const angle = arm ? (2 * Math.PI * k) / 4 + 0.4 : (2 * Math.PI * k) / 9;
    const [from, length, thick] = arm ? [0.12, 0.62, 0.055] : [0.41, 0.85, 0.016];
    const rings = Array.from({ length: 12 }, (_, r): Ring => {
      const s = r / 11;
      const spread = from * (1 - 0.35 * s);
      const radius = thick * (1 - 0.85 * s) * (arm ? 1 + 0.35 * Math.sin(9 * s + k) : 1);
      return {
        centre: [
          spread * Math.cos(angle),
          spread * Math.sin(angle),
          rimHeight + (arm ? 0.2 : 0.03) - length * s,
        ],
        radii: [radius, radius],
      };
    });
    return loft(rings, { segments: 7, across: flat, material: arm ? 2 : 1 });
  });
  return mergeMeshes([bell, ...strands]);
}

/** A jellyfish, 0.9 m wide: its bell contracts from the top down, its strands trail behind with a lag. */
export function jellyfish(name: string, path: Path, noise: SpaceNoise): Actor {
  const soft = { gloss: 0.35, softness: 0.9 };
  const materials = [
    patterned(
      noise,
      [hex('#f2b8bd'), hex('#b54a6e')],
      (x, y, z, width) => {
        const rays = 0.5 + 0.5 * Math.cos(16 * Math.atan2(y, x));
        const radius = Math.sqrt(x * x + y * y);
        return (
          smoothstep(0.55, 0.9, rays) * smoothstep(0.08, 0.3, radius) * 0.8 +
          0.5 * smoothstep(0.02 + width, -width, z - rimHeight - 0.03)
        );
      },
      soft,
    ),
    mottled(noise, [hex('#e58ca0'), hex('#c9657f')], 0.2, 0.8, soft),
    mottled(noise, [hex('#f7d9d3'), hex('#d98a98')], 0.12, 0.9, soft),
  ];
  return deforming(
    { name, mesh: jellyfishMesh(), materials },
    (frame, shape) => {
      const { phase, turning } = path.state(frame);
      for (let at = 0; at < shape.length; at += 3) {
        const [x, y, z] = [shape[at], shape[at + 1], shape[at + 2]];
        const below = Math.max(0, rimHeight - z);
        const lag = z > rimHeight ? 0.18 * (0.31 - z) : 0.08 + 0.75 * below;
        const squeeze = pulse(phase - lag);
        const hold = z > rimHeight ? smoothstep(0.32, rimHeight, z) : Math.exp(-1.5 * below);
        const radius = 1 - 0.26 * squeeze * hold;
        const lobes = 1 + 0.03 * Math.cos(8 * Math.atan2(y, x)) * hold;
        const sway = below * below * 0.35;
        shape[at] = x * radius * lobes + sway * Math.sin(2 * Math.PI * (0.5 * phase - 0.6 * below));
        shape[at + 1] =
          y * radius * lobes +
          sway * (Math.sin(2 * Math.PI * (0.37 * phase - 0.5 * below) + 1) + 0.8 * turning);
        shape[at + 2] =
          z + (z > rimHeight ? 0.1 * squeeze * (z - rimHeight) : 0.1 * squeeze * below);
      }
    },
    (frame) => {
      const { position, yaw, phase, speed } = path.state(frame);
      const [x, y, z] = position;
      // It rises while the bell closes and sinks while it opens.
      const lift = 0.1 * Math.sin(2 * Math.PI * (phase - 0.3));
      const lean = 0.25 + 0.35 * speed;
      return placement([x, y, z + lift], 0.4 * yaw, lean * Math.sin(yaw), lean * Math.cos(yaw));
    },
  );
}

/** Quick to close, slow to open: 0 open to 1 closed, one cycle a unit. */
function pulse(phase: number): number {
  const cycle = phase - Math.floor(phase);
  return smoothstep(0, 0.35, cycle) * (1 - smoothstep(0.35, 1, cycle));
}
