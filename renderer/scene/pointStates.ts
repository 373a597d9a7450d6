/** What the point shader knows of each point in one frame: one byte. Pure. */
import { pointStatuses } from '#core/contract/schemas.ts';
import type { FramePoints } from '../api/frameSource.ts';

/** Values of the `state` attribute; the shader in layers/points.ts reads the same numbers. */
export const pointState = {
  hidden: 0,
  visible: 1,
  occluded: 2,
  droppedVisible: 3,
  droppedOccluded: 4,
} as const;

const kept = pointStatuses.indexOf('kept');

/**
 * Fills `places` (N, 2) and `states` (N) for the graphics card: points without a finite position are hidden,
 * since what a shader does with NaN differs from card to card.
 *
 * @param status (N) index into pointStatuses
 */
export function writePointStates(
  { positions, visible }: FramePoints,
  status: Uint8Array,
  places: Float32Array,
  states: Uint8Array,
): void {
  for (let n = 0; n < status.length; n += 1) {
    const x = positions[2 * n];
    const y = positions[2 * n + 1];
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      places[2 * n] = 0;
      places[2 * n + 1] = 0;
      states[n] = pointState.hidden;
      continue;
    }
    places[2 * n] = x;
    places[2 * n + 1] = y;
    const isVisible = visible[n] === 1;
    if (status[n] === kept) states[n] = isVisible ? pointState.visible : pointState.occluded;
    else states[n] = isVisible ? pointState.droppedVisible : pointState.droppedOccluded;
  }
}

/** Score that stands for "none yet" in the `score` attribute; below every estimate there is. */
export const noScore = -1e30;

/** Copies scores for the graphics card: NaN, which not every card keeps, becomes `noScore`. */
export function writeScores(scores: Float32Array | undefined, into: Float32Array): void {
  for (let n = 0; n < into.length; n += 1) {
    const score = scores?.[n];
    into[n] = score === undefined || Number.isNaN(score) ? noScore : score;
  }
}

/**
 * The order to draw points in: ascending scores, so that the points one looks for lie on top. Points without a
 * score come first, equal scores by id.
 */
export function drawingOrder(scores: Float32Array, into: Uint32Array): void {
  for (let n = 0; n < into.length; n += 1) into[n] = n;
  into.sort((a, b) => scores[a] - scores[b] || a - b);
}
