/** A scene that can be checked by hand: a wall, and a plate in front of it that slides to the right. */
import { linked, still } from '#core/tracks/synth/actors.ts';
import { ellipsoid, loft, type Mesh } from '#core/tracks/synth/mesh.ts';
import type { Material, SceneRecipe } from '#core/tracks/synth/scene.ts';
import { placement } from '#core/tracks/synth/vector.ts';

const grey: Material = {
  gloss: 0,
  softness: 0,
  paint: (_x, _y, _z, _footprint, out) => out.fill(0.5),
};

/** A box of `width` x `height` at distance `y`, its front 0.05 m nearer. */
function plate(y: number, width: number, height: number): Mesh {
  const ring = (depth: number) => ({
    centre: [0, depth, 0] as const,
    radii: [width / 2, height / 2] as const,
  });
  return loft([ring(y - 0.05), ring(y + 0.05)], {
    segments: 32,
    square: 64,
    across: [
      [1, 0, 0],
      [0, 0, 1],
    ],
  });
}

/** The camera stands in the origin and looks along +y; the plate moves 0.1 m a frame. */
export const boxScene: SceneRecipe = {
  name: 'boxes',
  summary: 'A wall, a plate that slides, and a ball.',
  build: () => ({
    actors: [
      still({ name: 'background', mesh: plate(10, 8, 4), materials: [grey] }),
      linked({ name: 'plate', mesh: plate(5, 1, 1), materials: [grey] }, (frame) => [
        placement([0.1 * frame - 1, 0, 0], 0),
      ]),
      linked(
        { name: 'ball', mesh: ellipsoid([0, 0, 0], [0.4, 0.4, 0.4]), materials: [grey] },
        (frame) => [placement([1.5, 6, 0], 0.2 * frame)],
      ),
      still({ name: 'Plane', mesh: plate(12, 0.1, 0.1), materials: [grey] }),
    ],
    look: {
      sunDirection: [0, -0.6, 0.8],
      sun: [1, 1, 1],
      sky: [0.5, 0.5, 0.5],
      bounce: [0.2, 0.2, 0.2],
      haze: 0,
      exposure: 1,
      distance: (_x, _y, _z, _frame, out) => out.fill(0.1),
      dapple: () => 1,
    },
    focal: 1,
    camera: () => placement([0, 0, 0], Math.PI / 2),
  }),
};
