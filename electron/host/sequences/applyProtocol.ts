import { setImmediate } from 'node:timers/promises';
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import { filterPoints } from '#core/tracks/filter.ts';
import type { DropCounts, FilterReport } from '#core/tracks/filter.ts';
import type { WorkOptions } from '../progress.ts';
import { counted } from './counted.ts';
import { findObjects } from './pointObjects.ts';
import type { Sequence, SequenceFiles } from './sequence.ts';

/**
 * Keeps and drops points by the paper's rule and finds the kept ones' objects. The trajectories themselves are
 * shared, not copied: what is dropped stays in them.
 *
 * @throws ComoveError USAGE for impossible bounds or frames; BAD_INPUT when every point is dropped; ABORTED
 */
export async function applyProtocol(
  files: SequenceFiles,
  protocol: Protocol,
  work: WorkOptions,
): Promise<Sequence> {
  checkProtocol(files, protocol);
  const { pointCount } = files.trajectories;
  const report = await filterPoints(files.trajectories, protocol, files, async (done) => {
    work.onProgress?.({ phase: 'Checking points', done, total: pointCount, unit: 'points' });
    await setImmediate();
    throwIfAborted(work.signal);
  });
  if (report.kept.length === 0) throw allDropped(files, protocol, report.dropped);
  const { objects, notes } = await findObjects(files, protocol, work);
  const gaps = gapNotes(protocol, report);
  return { ...files, protocol, ...report, objects, notes: [...files.fileNotes, ...gaps, ...notes] };
}

/** Real tracks end and begin: without this most of them would be missing and nobody would know what to do. */
function gapNotes({ minimumVisible }: Protocol, { kept, dropped }: FilterReport): string[] {
  if (dropped.nonFinite <= kept.length || minimumVisible !== undefined) return [];
  const points = `${counted(dropped.nonFinite, 'point')} without a position in some frame`;
  return [`${points}: left out, except where only the frames that show both points are compared.`];
}

function checkProtocol({ trajectories, name }: SequenceFiles, protocol: Protocol): void {
  const { referenceFrame, minimum, maximum } = protocol;
  const lastFrame = trajectories.frameCount - 1;
  if (referenceFrame > lastFrame)
    throw new ComoveError(
      'USAGE',
      `The reference frame ${referenceFrame} is beyond the clip's end.`,
      {
        remedy: `${name} has the frames 0 to ${lastFrame}.`,
      },
    );
  if (minimum >= maximum)
    throw new ComoveError('USAGE', `The bounds (${minimum}, ${maximum}) hold no number.`, {
      remedy: 'Give a minimum below the maximum, e.g. -2000 and 2000.',
    });
}

function allDropped(
  { archiveFile, width, height, trajectories }: SequenceFiles,
  { referenceFrame, minimum, maximum, minimumVisible }: Protocol,
  dropped: DropCounts,
): ComoveError {
  const remedies: Record<keyof DropCounts, [reason: string, remedy: string]> = {
    nonFinite: [
      'with inf or nan in some frame',
      'Score visible frames only (--visible-only), or cut a clip through which points are tracked without gaps.',
    ],
    beyondBounds: [
      `beyond the bounds (${minimum}, ${maximum})`,
      'Widen the bounds, minimum and maximum (--min and --max on the command line).',
    ],
    outsideReferenceFrame: [
      `outside the ${width} x ${height} image in frame ${referenceFrame}`,
      'Choose another reference frame (--reference-frame), and check that positions are pixels of these images.',
    ],
    rarelyVisible: [
      `visible in fewer than ${minimumVisible} frames`,
      'Ask for fewer frames (--minimum-overlap).',
    ],
    neverVisible: ['never visible', 'Check visibs, valids or visibilities in the archive.'],
  };
  const reasons = (Object.keys(remedies) as (keyof DropCounts)[]).filter((key) => dropped[key] > 0);
  const counts = reasons.map((key) => `${dropped[key]} ${remedies[key][0]}`).join(', ');
  const main = reasons.reduce((most, key) => (dropped[key] > dropped[most] ? key : most));
  return new ComoveError(
    'BAD_INPUT',
    `No point of ${archiveFile} is kept: of ${trajectories.pointCount}, ${counts}.`,
    { file: archiveFile, remedy: remedies[main][1] },
  );
}
