import type { Command } from 'commander';
import { ComoveError, errorBody } from '#core/contract/errors.ts';
import { defaultPickRadius, frameOfTrajectories, nearestPoint } from '#core/tracks/pick.ts';
import { keptPicks } from '../../host/inference/keptPicks.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import { pixel, positiveNumber, wholeNumber } from './numbers.ts';

type Pick = { kind: 'track'; track: number } | { kind: 'point'; x: number; y: number };

export interface PickOptions {
  /** Points and tracks in the order in which they were given; the first one defines the positives. */
  picks?: Pick[];
  frame: number;
  pickRadius?: number;
}

/** Adds the options that pick points: by pixel and by track, as often as wanted. */
export function addPicks(command: Command): Command {
  const picks: Pick[] = [];
  const add = (pick: Pick) => {
    picks.push(pick);
    command.setOptionValue('picks', picks);
    return undefined;
  };
  return command
    .option(
      '--point <x,y>',
      'pick the kept, visible point nearest to a pixel; may be repeated',
      (text) => add({ kind: 'point', ...pixel(text) }),
    )
    .option('--track <i>', 'pick a point by its number in the archive; may be repeated', (text) =>
      add({ kind: 'track', track: wholeNumber(text) }),
    )
    .option('--frame <f>', 'the frame in which --point is looked up', wholeNumber, 0)
    .option(
      '--pick-radius <px>',
      "how far from --point a point may lie (default: 2 % of the image's width, at least 12)",
      positiveNumber,
    );
}

/**
 * The picked points, in the archive's numbering.
 *
 * @throws ComoveError USAGE when there is none, when no point is near enough, when the frame does not exist
 */
export function picksFrom(sequence: Sequence, { picks, frame, pickRadius }: PickOptions): number[] {
  if (!picks)
    throw new ComoveError('USAGE', 'Nothing is picked.', {
      remedy: 'Give --point X,Y or --track I, as often as wanted.',
    });
  const { trajectories } = sequence;
  if (frame >= trajectories.frameCount)
    throw new ComoveError('USAGE', `--frame ${frame} is beyond the clip's end.`, {
      remedy: `Give a frame from 0 to ${trajectories.frameCount - 1}.`,
    });
  return picks.map((pick) =>
    pick.kind === 'track'
      ? checkedTrack(sequence, pick.track)
      : nearest(sequence, pick, frame, pickRadius),
  );
}

/** The track itself, if it takes part; the refusal names the option. */
function checkedTrack(sequence: Sequence, track: number): number {
  try {
    keptPicks(sequence, [track]);
    return track;
  } catch (thrown) {
    const { code, message, remedy } = errorBody(thrown);
    throw new ComoveError(code, `--track ${track}: ${message}`, { remedy });
  }
}

function nearest(
  { trajectories, kept, width, height }: Sequence,
  { x, y }: { x: number; y: number },
  frame: number,
  radius = defaultPickRadius(width),
): number {
  const picked = nearestPoint(frameOfTrajectories(trajectories, frame), kept, x, y, radius);
  if (picked) return picked.point;
  throw new ComoveError(
    'USAGE',
    `--point ${x},${y}: no kept, visible point lies within ${radius} pixels in frame ${frame}.`,
    {
      remedy: `Give another pixel of the ${width} x ${height} image, another --frame or a larger --pick-radius.`,
    },
  );
}
