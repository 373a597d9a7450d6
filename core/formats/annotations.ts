/** The conventions of PointOdyssey's folders and annotation archives, and what must hold of the arrays. */
import { ComoveError } from '../contract/errors.ts';
import { dtypeText, shapeText } from './npyHeader.ts';
import type { NpyHeader } from './npyHeader.ts';

/** Written by the generator, in the release, and by a tool; the first that is there counts. */
export const archiveNames = ['annotations.npz', 'anno.npz', 'annot.npz'] as const;
export const imageFolders = ['rgbs', 'rgb', 'images'] as const;
export const maskFolders = ['masks'] as const;
export const imageExtensions = ['jpg', 'jpeg', 'png'] as const;
export const maskExtensions = ['png'] as const;

export const trajectoriesKey = 'trajs_2d';

/** Fewer frames carry no dependence that could be told from chance. */
export const minimumFrames = 8;
/** A map needs a picked point and another. */
export const minimumPoints = 2;

/** Which arrays say whether a point is visible, by the keys that an archive has. */
export type VisibilitySource =
  /** Release: visible where both are true (`valids` is false where the depth is not valid). */
  | { readonly kind: 'flags'; readonly keys: readonly ('visibs' | 'valids')[] }
  /** Generator: 0 occluded or outside, 1 visible, 2 invalid depth. */
  | { readonly kind: 'codes'; readonly key: 'visibilities' }
  /** Every point counts as visible wherever it is finite. */
  | { readonly kind: 'none' };

export function visibilitySource(has: (key: string) => boolean): VisibilitySource {
  if (has('visibs'))
    return { kind: 'flags', keys: has('valids') ? ['visibs', 'valids'] : ['visibs'] };
  if (has('visibilities')) return { kind: 'codes', key: 'visibilities' };
  return { kind: 'none' };
}

export interface TrajectoryShape {
  readonly frameCount: number;
  readonly pointCount: number;
  readonly dtype: 'float16' | 'float32' | 'float64';
}

/**
 * What the header of trajs_2d says, checked: (T, N, 2), floating point, T at least 8, N at least 2.
 *
 * @param file the archive, as it is named in errors
 * @throws ComoveError BAD_INPUT
 */
export function checkTrajectories(header: NpyHeader, file: string): TrajectoryShape {
  const { shape, dtype } = header;
  const refuse = (what: string, remedy: string) =>
    new ComoveError('BAD_INPUT', `${trajectoriesKey} of ${file} ${what}.`, { file, remedy });
  if (dtype.kind !== 'number' || !isFloat(dtype.name))
    throw refuse(
      `holds ${dtypeText(dtype)}`,
      `Write ${trajectoriesKey} as float16, float32 or float64.`,
    );
  if (shape.length !== 3 || shape[2] !== 2)
    throw refuse(
      `has the shape ${shapeText(shape)}`,
      'It must be (T, N, 2): x and y in pixels of N points in T frames.',
    );
  const [frameCount, pointCount] = shape;
  if (frameCount < minimumFrames)
    throw refuse(
      `has ${frameCount} ${frameCount === 1 ? 'frame' : 'frames'}`,
      `Give a clip of at least ${minimumFrames} frames, better 50 or more.`,
    );
  if (pointCount < minimumPoints)
    throw refuse(
      `has ${pointCount} ${pointCount === 1 ? 'point' : 'points'}`,
      `Give at least ${minimumPoints} points: scores are between points.`,
    );
  return { frameCount, pointCount, dtype: dtype.name };
}

/**
 * Checks that an array of one number per frame and point fits the trajectories.
 *
 * @throws ComoveError BAD_INPUT
 */
export function checkVisibility(
  header: NpyHeader,
  { frameCount, pointCount }: TrajectoryShape,
  key: string,
  file: string,
): void {
  const [frames, points] = header.shape;
  if (header.shape.length === 2 && frames === frameCount && points === pointCount) return;
  throw new ComoveError(
    'BAD_INPUT',
    `${key} of ${file} has the shape ${shapeText(header.shape)}, and ${trajectoriesKey} has ${frameCount} frames of ${pointCount} points.`,
    { file, remedy: `Write ${key} as (${frameCount}, ${pointCount}), or leave it out.` },
  );
}

function isFloat(name: string): name is TrajectoryShape['dtype'] {
  return name === 'float16' || name === 'float32' || name === 'float64';
}
