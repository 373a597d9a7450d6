/** What is wrong with real annotations, put into ours on purpose. */
import { randomFor, wander } from './noise.ts';

/** Share of the points that lose a stretch of the clip, and the longest stretch as a share of it. */
const brokenShare = 0.012;
const longest = 0.06;
/** What PointOdyssey holds where its projection failed. */
export const sentinel = -50000;

export interface Fault {
  readonly point: number;
  /** First frame, and one past the last. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Stretches without a usable position: infinite in one half of them, -50000 in the other. */
export function drawFaults(seed: number, pointCount: number, frameCount: number): Fault[] {
  const random = randomFor(seed, 'faults');
  const count = Math.max(2, Math.round(brokenShare * pointCount));
  return Array.from({ length: count }, (_, k) => {
    const point = random.integer(pointCount);
    const length = 1 + random.integer(Math.max(1, Math.round(longest * frameCount)));
    const from = random.integer(Math.max(1, frameCount - length));
    const infinite = k % 4 === 0 ? -Infinity : Infinity;
    return {
      point,
      from,
      to: Math.min(frameCount, from + length),
      value: k % 2 ? sentinel : infinite,
    };
  });
}

export interface Hole {
  /** Centre in pixels, and half-axes. */
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** A hole that fog tears into the masks: it drifts over the lower part of the image, and is index 0. */
export function maskHole(
  { seed, frameRate }: { seed: number; frameRate: number },
  width: number,
  height: number,
): (frame: number) => Hole {
  const across = wander(seed, 'hole x', 5);
  const down = wander(seed, 'hole y', 6);
  const breath = wander(seed, 'hole size', 3);
  return (frame) => {
    const t = frame / frameRate;
    const size = 1 + 0.3 * breath(t);
    return {
      x: width * (0.5 + 0.45 * across(t)),
      y: height * (0.72 + 0.2 * down(t)),
      rx: 0.055 * width * size,
      ry: 0.03 * width * size,
    };
  };
}

/** Sets the hole's pixels of a label image (height, width) to 0. */
export function punch(labels: Uint8Array, width: number, hole: Hole): void {
  const height = labels.length / width;
  const from = Math.max(0, Math.ceil(hole.y - hole.ry));
  const to = Math.min(height - 1, Math.floor(hole.y + hole.ry));
  for (let y = from; y <= to; y++) {
    const half = hole.rx * Math.sqrt(Math.max(0, 1 - ((y - hole.y) / hole.ry) ** 2));
    const left = Math.max(0, Math.ceil(hole.x - half));
    const right = Math.min(width - 1, Math.floor(hole.x + half));
    labels.fill(0, y * width + left, y * width + right + 1);
  }
}
