import { linked } from '../actors.ts';
import { band, hex, patterned } from '../materials.ts';
import { ellipsoid } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor } from '../scene.ts';
import { compose, placement, type Placement } from '../vector.ts';

/** A striped ball that rolls without slipping wherever its path goes; `frameCount` frames are prepared. */
export function ball(
  name: string,
  path: Path,
  noise: SpaceNoise,
  { radius, frameCount }: { radius: number; frameCount: number },
): Actor {
  const mesh = ellipsoid([0, 0, 0], [radius, radius, radius], { segments: 28, rings: 20 });
  const stripes = patterned(
    noise,
    [hex('#f6efe0'), hex('#d9503f')],
    (x, y, z, soft) => {
      const turn = (Math.atan2(z, y) / (2 * Math.PI)) * 6;
      const edge = (soft * 3) / radius;
      const stripe = turn - Math.floor(turn);
      return band(stripe, 0, 0.5, edge) * (1 - band(Math.abs(x), 0.9 * radius, 9, soft));
    },
    { gloss: 0.6 },
  );
  const turns = roll(path, radius, frameCount);
  return linked({ name, mesh, materials: [stripes] }, (frame) => {
    const [x, y, z] = path.state(frame).position;
    return [compose(placement([x, y, z + radius], 0), turns[Math.min(frame, frameCount - 1)])];
  });
}

/** Orientation in each frame: a step of length d turns the ball by d / radius about the axis to its left. */
function roll(path: Path, radius: number, frameCount: number): Placement[] {
  const turns: Placement[] = [placement([0, 0, 0], 0.6, 0.3, 0.2)];
  for (let frame = 1; frame < frameCount; frame++) {
    const [from, to] = [path.state(frame - 1).position, path.state(frame).position];
    const heading = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const step = Math.hypot(to[0] - from[0], to[1] - from[1]) / radius;
    const turn = compose(placement([0, 0, 0], heading, step), placement([0, 0, 0], -heading));
    turns.push(compose(turn, turns[frame - 1]));
  }
  return turns;
}
