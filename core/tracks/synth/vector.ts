/** Three-vectors and rigid placements. World axes: x right, y away from the camera, z up; metres. */
export type Vec3 = readonly [x: number, y: number, z: number];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, k: number): Vec3 => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a: Vec3, b: Vec3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const normalize = (a: Vec3): Vec3 => scale(a, 1 / Math.sqrt(dot(a, a)));

export const clamp = (value: number, low: number, high: number) =>
  Math.min(high, Math.max(low, value));
export const mix = (a: number, b: number, k: number) => a + (b - a) * k;
/** 0 below `low`, 1 above `high`, smooth between. */
export const smoothstep = (low: number, high: number, value: number) => {
  const k = clamp((value - low) / (high - low), 0, 1);
  return k * k * (3 - 2 * k);
};

/** Rotation and translation, (3, 4) row-major: place(p) = R p + t. */
export type Placement = readonly number[];

/**
 * Turns about z by yaw, then about the turned y by pitch (nose down is positive), then about the turned x by
 * roll (right side down is positive), and moves to `at`. A model looks along +x, its left is +y. Radians.
 */
export function placement(at: Vec3, yaw: number, pitch = 0, roll = 0): Placement {
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
  const [cr, sr] = [Math.cos(roll), Math.sin(roll)];
  return [
    ...[cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr, at[0]],
    ...[sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr, at[1]],
    ...[-sp, cp * sr, cp * cr, at[2]],
  ];
}

/** The placement that applies `inner` first and `outer` then. */
export function compose(outer: Placement, inner: Placement): Placement {
  const result: number[] = [];
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 4; column++) {
      let sum = column === 3 ? outer[4 * row + 3] : 0;
      for (let k = 0; k < 3; k++) sum += outer[4 * row + k] * inner[4 * k + column];
      result.push(sum);
    }
  return result;
}

/** A joint: turns about `pivot` (yaw, pitch, roll as in `placement`) inside the parent's frame. */
export function joint(pivot: Vec3, yaw: number, pitch = 0, roll = 0): Placement {
  return compose(
    placement(pivot, yaw, pitch, roll),
    placement([-pivot[0], -pivot[1], -pivot[2]], 0),
  );
}

/** Places vertex `index` of `from` (V, 3) into `to` (V, 3). */
export function placeVertex(
  p: Placement,
  from: Float64Array,
  to: Float64Array,
  index: number,
): void {
  const at = 3 * index;
  const [x, y, z] = [from[at], from[at + 1], from[at + 2]];
  to[at] = p[0] * x + p[1] * y + p[2] * z + p[3];
  to[at + 1] = p[4] * x + p[5] * y + p[6] * z + p[7];
  to[at + 2] = p[8] * x + p[9] * y + p[10] * z + p[11];
}
