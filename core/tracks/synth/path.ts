/** How a creature gets about: it pursues a goal that wanders inside its home. */
import { wander } from './noise.ts';
import type { SceneClock } from './scene.ts';
import { clamp, placement, type Placement, type Vec3 } from './vector.ts';

export interface PathOptions {
  readonly name: string;
  /** Centre and half-axes of the home; the goal stays inside. */
  readonly home: Vec3;
  readonly range: Vec3;
  /** Metres per second when it is in no hurry. */
  readonly speed: number;
  /** Radians per second at most. */
  readonly turn: number;
  /** Seconds between independent goals. */
  readonly period: number;
  /** Strides or strokes per metre of travel, and per second at rest. */
  readonly stride?: number;
  readonly idle?: number;
  /** Radians of lean per radian per second of turning. */
  readonly bank?: number;
  /** 0 stands still, 1 is awake: by second. */
  readonly awake?: (seconds: number) => number;
  readonly start?: { readonly at: Vec3; readonly yaw: number };
}

export interface Path {
  /** Body placement in a frame. */
  at(frame: number): Placement;
  /** Position, yaw in radians, gait phase in cycles, metres per second, radians per second. */
  state(frame: number): PathState;
}

export interface PathState {
  readonly position: Vec3;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly phase: number;
  readonly speed: number;
  readonly turning: number;
}

/** Steps a frame, so that the path does not depend on the frame rate much. */
const substeps = 4;

/** Simulates the whole clip at once; frames beyond it hold the last state. */
export function createPath(clock: SceneClock, options: PathOptions): Path {
  const { frameCount, frameRate } = clock;
  const states: PathState[] = [];
  const step = simulate(clock, options);
  for (let frame = 0; frame < frameCount; frame++) {
    if (frame > 0)
      for (let k = 0; k < substeps; k++)
        step.advance((frame - 1 + k / substeps) / frameRate, 1 / (frameRate * substeps));
    states.push(step.state());
  }
  const state = (frame: number) => states[Math.min(frame, frameCount - 1)];
  return {
    state,
    at: (frame) => {
      const { position, yaw, pitch, roll } = state(frame);
      return placement(position, yaw, pitch, roll);
    },
  };
}

function simulate({ seed }: SceneClock, options: PathOptions) {
  const { name, home, range, turn, period, stride = 0, idle = 0, bank = 0 } = options;
  const goals = [0, 1, 2].map((axis) => wander(seed, `${name} goal ${axis}`, period));
  const mood = wander(seed, `${name} mood`, 0.6 * period);
  const goal = (t: number) => goals.map((g, axis) => home[axis] + range[axis] * 1.2 * g(t));
  const start = options.start ?? { at: home, yaw: Math.PI * mood(31) };
  let [x, y, z] = start.at;
  let { yaw } = start;
  let [pitch, roll, phase, speed, turning] = [0, 0, 0, 0, 0];

  const advance = (t: number, dt: number) => {
    const awake = options.awake?.(t) ?? 1;
    const [gx, gy, gz] = goal(t);
    const away = Math.sqrt((gx - x) ** 2 + (gy - y) ** 2);
    const off = angle(Math.atan2(gy - y, gx - x) - yaw);
    // A goal behind and close by would make it spin on the spot: turn less when close.
    const eagerness = clamp(away / 0.6, 0.15, 1);
    const wanted = awake * clamp(1.6 * off, -turn, turn) * eagerness;
    turning += (wanted - turning) * Math.min(1, 3 * dt);
    yaw += turning * dt;
    const pace = awake * options.speed * (1 + 0.45 * mood(t)) * clamp(0.35 + 0.5 * away, 0.4, 1.5);
    speed += (pace - speed) * Math.min(1, 1.5 * dt);
    const climb = range[2] > 0 ? clamp(0.8 * (gz - z), -0.5, 0.5) * awake : 0;
    x += Math.cos(yaw) * speed * dt;
    y += Math.sin(yaw) * speed * dt;
    z += climb * dt;
    pitch += (-Math.atan2(climb, speed + 0.3) - pitch) * Math.min(1, 2 * dt);
    roll += (-bank * turning - roll) * Math.min(1, 3 * dt);
    phase += (stride * speed + idle * (1 + 0.3 * mood(1.7 * t))) * awake * dt;
  };
  const state = (): PathState => ({ position: [x, y, z], yaw, pitch, roll, phase, speed, turning });
  return { advance, state };
}

/** The same angle in [-pi, pi). */
function angle(radians: number): number {
  const turns = (radians + Math.PI) / (2 * Math.PI);
  return (turns - Math.floor(turns)) * 2 * Math.PI - Math.PI;
}
