/** A pinhole camera with OpenCV's axes: x right, y down, z into the scene; pixel centres at integers. */
import { wander } from './noise.ts';
import type { SceneClock } from './scene.ts';
import { placement, type Placement, type Vec3 } from './vector.ts';

export interface Camera {
  /** (3, 3) row-major: focal lengths and the principal point, pixels. */
  readonly intrinsics: readonly number[];
  /** (4, 4) row-major, world to camera. */
  readonly extrinsics: readonly number[];
  /** World position of the centre of projection. */
  readonly centre: Vec3;
}

/**
 * The camera of a placement that looks along its +x, with its +z up.
 *
 * @param focal focal length over image width
 */
export function createCamera(
  at: Placement,
  { focal, width, height }: { focal: number; width: number; height: number },
): Camera {
  const column = (k: number): Vec3 => [at[k], at[4 + k], at[8 + k]];
  const [forward, left, up, centre] = [column(0), column(1), column(2), column(3)];
  const row = (axis: Vec3, sign: number) => [
    ...axis.map((component) => sign * component),
    -sign * (axis[0] * centre[0] + axis[1] * centre[1] + axis[2] * centre[2]),
  ];
  const f = focal * width;
  return {
    intrinsics: [f, 0, (width - 1) / 2, 0, f, (height - 1) / 2, 0, 0, 1],
    extrinsics: [...row(left, -1), ...row(up, -1), ...row(forward, 1), 0, 0, 0, 1],
    centre,
  };
}

/**
 * Projects world positions (V, 3) to `out` (V, 3) = column, row, 1/depth; nearer than `near` metres or behind
 * the camera, 1/depth is 0 and the pixel is NaN.
 */
export function project(camera: Camera, world: Float64Array, out: Float64Array, near = 0.05): void {
  const [f, , cx, , , cy] = camera.intrinsics;
  const e = camera.extrinsics;
  for (let at = 0; at < world.length; at += 3) {
    const [x, y, z] = [world[at], world[at + 1], world[at + 2]];
    const depth = e[8] * x + e[9] * y + e[10] * z + e[11];
    const inverse = depth >= near ? 1 / depth : 0;
    const scale = inverse > 0 ? f * inverse : Number.NaN;
    out[at] = cx + scale * (e[0] * x + e[1] * y + e[2] * z + e[3]);
    out[at + 1] = cy + scale * (e[4] * x + e[5] * y + e[6] * z + e[7]);
    out[at + 2] = inverse;
  }
}

export interface HandheldOptions {
  readonly position: Vec3;
  readonly target: Vec3;
  /** How far position and target drift to either side, metres. */
  readonly drift: Vec3;
  readonly gaze: Vec3;
  /** Amplitude of the trembling, radians. */
  readonly shake: number;
  /** Seconds between independent positions of the drift. */
  readonly period: number;
}

/** A camera in a hand: drifts, follows something that is not there, and trembles a little. */
export function handheld(
  { seed, frameRate }: SceneClock,
  { position, target, drift, gaze, shake, period }: HandheldOptions,
): (frame: number) => Placement {
  const path = (name: string, seconds: number) =>
    [0, 1, 2].map((axis) => wander(seed, `camera ${name} ${axis}`, seconds));
  const moves = path('drift', period);
  const looks = path('gaze', 0.8 * period);
  const trembles = path('shake', 0.35);
  return (frame) => {
    const t = frame / frameRate;
    const eye = position.map((p, axis) => p + drift[axis] * moves[axis](t));
    const [dx, dy, dz] = target.map((p, axis) => p + gaze[axis] * looks[axis](t) - eye[axis]);
    const [yaw, pitch, roll] = trembles.map((tremble) => shake * tremble(t));
    return placement(
      [eye[0], eye[1], eye[2]],
      Math.atan2(dy, dx) + yaw,
      -Math.atan2(dz, Math.sqrt(dx * dx + dy * dy)) + pitch,
      roll,
    );
  };
}
