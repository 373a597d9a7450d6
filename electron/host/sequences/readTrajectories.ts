/** trajs_2d and who is visible, from an annotation archive into memory, without a second copy of either. */
import { ComoveError } from '#core/contract/errors.ts';
import {
  checkTrajectories,
  checkVisibility,
  trajectoriesKey,
  visibilitySource,
} from '#core/formats/annotations.ts';
import type { TrajectoryShape } from '#core/formats/annotations.ts';
import { dtypeText } from '#core/formats/npyHeader.ts';
import { trajectorySink, visibilitySink } from '#core/tracks/scatter.ts';
import {
  createTrajectoryData,
  readCoordinate,
  setBit,
  visibilityBytes,
} from '#core/tracks/trajectories.ts';
import type { Trajectories, TrajectoryData } from '#core/tracks/trajectories.ts';
import type { WorkOptions } from '../progress.ts';
import { readArrayHeaders, streamArray } from './npyMember.ts';
import type { ArchiveArrays } from './npyMember.ts';
import { openZip } from './zipArchive.ts';
import type { ZipArchive } from './zipArchive.ts';

export interface ReadTrajectories {
  readonly trajectories: Trajectories;
  /** What is missing or odd in the archive, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the trajectories of an archive. Memory: what is returned, and a few MiB.
 *
 * @param file the archive
 * @throws ComoveError for each way in which the archive is not what it should be, and ABORTED
 */
export async function readTrajectories(file: string, work: WorkOptions): Promise<ReadTrajectories> {
  const archive = await openZip(file);
  try {
    const contents = await readArrayHeaders(archive, work.signal);
    const { shape, data } = await readPositions(archive, contents, work);
    const notes = notesOfMembers(contents);
    const trajectories = { ...shape, data, visible: allocate(file, () => bitsOf(shape)) };
    await readVisibility(archive, contents, trajectories, notes, work);
    return { trajectories, notes };
  } finally {
    await archive.close();
  }
}

async function readPositions(
  archive: ZipArchive,
  contents: ArchiveArrays,
  work: WorkOptions,
): Promise<{ shape: TrajectoryShape; data: TrajectoryData }> {
  const { file } = archive;
  const array = arrayOf(contents, trajectoriesKey);
  if (!array) throw missingTrajectories(archive);
  const shape = checkTrajectories(array.header, file);
  let data = createTrajectoryData(shape.dtype, 0);
  await streamArray(
    archive,
    array,
    (header) => {
      data = allocate(file, () => createTrajectoryData(shape.dtype, header.elementCount));
      return trajectorySink(header, data);
    },
    'Reading trajectories',
    work,
  );
  return { shape, data };
}

async function readVisibility(
  archive: ZipArchive,
  contents: ArchiveArrays,
  trajectories: Trajectories,
  notes: string[],
  work: WorkOptions,
): Promise<void> {
  const { visible } = trajectories;
  const source = visibilitySource((key) => arrayOf(contents, key)?.header.dtype.kind === 'number');
  if (source.kind === 'none') {
    notes.push(
      'The archive does not say which points are visible (no visibs, no visibilities): each counts as visible wherever it has a position.',
    );
    return markFinite(trajectories);
  }
  const keys = source.kind === 'codes' ? [source.key] : source.keys;
  const test = (value: number) =>
    source.kind === 'codes' ? value === 1 : value !== 0 && !Number.isNaN(value);
  for (const [i, key] of keys.entries()) {
    const array = arrayOf(contents, key)!;
    checkVisibility(array.header, trajectories, key, archive.file);
    const sinkOf = (header: typeof array.header) =>
      visibilitySink(header, visible, test, i === 0 ? 'set' : 'clear');
    await streamArray(archive, array, sinkOf, 'Reading visibility', work);
  }
}

/** @throws the array's own error when its header is damaged */
function arrayOf({ arrays, problems }: ArchiveArrays, key: string) {
  const problem = problems.get(key);
  if (problem) throw problem;
  return arrays.get(key);
}

function markFinite(trajectories: Trajectories): void {
  const { pointCount, frameCount, visible } = trajectories;
  const x = new Float64Array(frameCount);
  const y = new Float64Array(frameCount);
  for (let point = 0; point < pointCount; point++) {
    readCoordinate(trajectories, point, 0, x);
    readCoordinate(trajectories, point, 1, y);
    for (let t = 0; t < frameCount; t++)
      if (Number.isFinite(x[t]) && Number.isFinite(y[t])) setBit(visible, point * frameCount + t);
  }
}

function missingTrajectories({ file, members }: ZipArchive): ComoveError {
  const names = [...members.keys()].map((name) => name.replace(/\.npy$/, ''));
  const listed = names.slice(0, 12).join(', ') + (names.length > 12 ? ', ...' : '');
  return new ComoveError(
    'BAD_INPUT',
    `${file} has no ${trajectoriesKey}; it has ${listed || 'no members at all'}.`,
    {
      file,
      remedy: `Give an archive with ${trajectoriesKey}, the (T, N, 2) pixel positions of N points in T frames.`,
    },
  );
}

function notesOfMembers({ arrays, problems }: ArchiveArrays): string[] {
  const notes: string[] = [];
  for (const { key, header } of arrays.values())
    if (header.dtype.kind === 'object')
      notes.push(`${key} holds ${dtypeText(header.dtype)}s instead of numbers and is skipped.`);
  for (const key of problems.keys()) notes.push(`${key} is damaged and is skipped.`);
  return notes;
}

const bitsOf = ({ frameCount, pointCount }: TrajectoryShape) =>
  new Uint8Array(visibilityBytes(frameCount, pointCount));

function allocate<T>(file: string, create: () => T): T {
  try {
    return create();
  } catch (cause) {
    throw new ComoveError('BAD_INPUT', `${file} holds more than fits into memory.`, {
      file,
      remedy: 'Cut the clip into shorter ones, or use a machine with more memory.',
      cause,
    });
  }
}
