/** The segmentation of the frame on the stage: the export's own rule on the points of one frame. */
import { automaticRadius, denseMask } from '#core/segment/densify.ts';
import type { FramePoints } from '../../api/frameSource.ts';
import { traceContours } from '../../scene/contours.ts';
import type { Size } from '../../scene/spaces.ts';

export interface SegmentedFrame {
  /** (height, width) 1 inside. */
  readonly mask: Uint8Array;
  readonly outline: Float32Array;
}

/** The visible kept points of a frame, and their automatic radius once somebody asks. */
export interface VisibleKept {
  readonly ids: Uint32Array;
  readonly xy: Float32Array;
  /** Pixels; computed once. */
  radius(): number;
}

export function visibleKept({ positions, visible }: FramePoints, kept: Uint32Array): VisibleKept {
  const ids = kept.filter((id) => visible[id] === 1);
  const xy = new Float32Array(2 * ids.length);
  ids.forEach((id, i) => {
    xy[2 * i] = positions[2 * id];
    xy[2 * i + 1] = positions[2 * id + 1];
  });
  let radius: number | undefined;
  return { ids, xy, radius: () => (radius ??= automaticRadius(xy)) };
}

/** Points with score >= threshold are selected, as everywhere. */
export function segmentFrame(
  points: VisibleKept,
  scores: Float32Array,
  threshold: number,
  radius: number | 'auto',
  { width, height }: Size,
): SegmentedFrame {
  const selected = Uint8Array.from(points.ids, (id) => (scores[id] >= threshold ? 1 : 0));
  const pixels = radius === 'auto' ? points.radius() : radius;
  const mask = denseMask({ xy: points.xy, selected }, width, height, pixels);
  return { mask, outline: traceContours({ width, height, labels: mask }) };
}
