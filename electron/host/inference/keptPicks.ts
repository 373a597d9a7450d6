import { ComoveError } from '#core/contract/errors.ts';
import { pointStatuses, type PointStatus, type Protocol } from '#core/contract/schemas.ts';
import type { Sequence } from '../sequences/sequence.ts';

/**
 * Where picked points stand among the kept ones.
 *
 * @param picks in the archive's numbering
 * @returns indices into `sequence.kept`
 * @throws ComoveError USAGE for a point that does not exist or does not take part, with the reason
 */
export function keptPicks(sequence: Sequence, picks: readonly number[]): number[] {
  return picks.map((pick) => keptPick(sequence, pick));
}

function keptPick({ kept, status, trajectories, protocol }: Sequence, pick: number): number {
  const last = trajectories.pointCount - 1;
  if (!(pick >= 0 && pick <= last))
    throw new ComoveError('USAGE', `There is no point ${pick}.`, {
      remedy: `The points are 0 to ${last}.`,
    });
  const reason = pointStatuses[status[pick]];
  if (reason !== 'kept')
    throw new ComoveError('USAGE', `Point ${pick} does not take part: ${why(reason, protocol)}.`, {
      remedy: `Pick one of the ${kept.length} kept points (of 0 to ${last}), e.g. ${nearestNumber(kept, pick)}, or ${wayIn[reason]}.`,
    });
  return kept.indexOf(pick);
}

/** What would let a point take part. */
const wayIn: Record<Exclude<PointStatus, 'kept'>, string> = {
  nonFinite: 'score visible frames only',
  beyondBounds: 'widen the bounds',
  outsideReferenceFrame: 'choose another reference frame',
  neverVisible: 'check what the archive says of visibility',
  rarelyVisible: 'ask for fewer frames',
};

/** The kept number closest to one that is not kept, for an example that is likely to be meant. */
const nearestNumber = (kept: Uint32Array, pick: number): number =>
  kept.reduce((best, point) => (Math.abs(point - pick) < Math.abs(best - pick) ? point : best));

/** Why a point was dropped, as the end of a sentence. */
function why(
  reason: Exclude<PointStatus, 'kept'>,
  { minimum, maximum, referenceFrame, minimumVisible }: Protocol,
): string {
  switch (reason) {
    case 'nonFinite':
      return 'a coordinate is not finite in some frame';
    case 'beyondBounds':
      return `a coordinate leaves the bounds (${minimum}, ${maximum})`;
    case 'outsideReferenceFrame':
      return `it lies outside the image in frame ${referenceFrame}`;
    case 'neverVisible':
      return 'it is visible in no frame';
    case 'rarelyVisible':
      return `it is visible in fewer than ${minimumVisible} frames`;
  }
}
