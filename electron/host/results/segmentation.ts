import { automaticRadius, denseMask, type FramePoints } from '#core/segment/densify.ts';
import { coordinateAt, isVisible } from '#core/tracks/trajectories.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { ScoredMap } from '../services/scoredMap.ts';

/** What turns a map into masks. */
export interface SegmentationChoices {
  /** Points with score >= threshold are selected. */
  readonly threshold: number;
  /** Pixels; 'auto' follows the points' spacing in each frame (see `automaticRadius`). */
  readonly radius: number | 'auto';
}

/** (N) 1 where a kept point is selected. */
export function selectPoints({ sequence, scores }: ScoredMap, threshold: number): Uint8Array {
  const selected = new Uint8Array(scores.length);
  for (const point of sequence.kept) if (scores[point] >= threshold) selected[point] = 1;
  return selected;
}

/** The visible kept points of a frame and which of them are selected. */
export function framePoints(
  { trajectories, kept }: Sequence,
  selected: Uint8Array,
  frame: number,
): FramePoints {
  const visible = kept.filter((point) => isVisible(trajectories, point, frame));
  const xy = new Float32Array(2 * visible.length);
  visible.forEach((point, i) => {
    xy[2 * i] = coordinateAt(trajectories, point, 0, frame);
    xy[2 * i + 1] = coordinateAt(trajectories, point, 1, frame);
  });
  return { xy, selected: Uint8Array.from(visible, (point) => selected[point]) };
}

/** The dense mask of one frame, (height, width), 1 inside; the rule is `denseMask`'s. */
export function frameMask(
  sequence: Sequence,
  selected: Uint8Array,
  frame: number,
  radius: number | 'auto',
): Uint8Array {
  const points = framePoints(sequence, selected, frame);
  const pixels = radius === 'auto' ? automaticRadius(points.xy) : radius;
  return denseMask(points, sequence.width, sequence.height, pixels);
}
