/** Labelled point tracks from MATLAB files: what every layout of variables gives, and what must hold of them. */
import { ComoveError } from '../contract/errors.ts';
import { createTrajectoryData, setBit, visibilityBytes } from '../tracks/trajectories.ts';
import type { Trajectories } from '../tracks/trajectories.ts';
import { minimumFrames, minimumPoints } from './annotations.ts';
import type { ImageSize } from './imageSize.ts';
import type { MatNumbers, MatValue } from './mat.ts';

export type MatVariables = ReadonlyMap<string, MatValue>;

export interface MatTracks {
  readonly trajectories: Trajectories;
  /** (N) object of each point, -1 where unknown. */
  readonly labels: Int32Array;
  /** The label of what is no object of its own, where the data set has one. */
  readonly background?: number;
  /** Pixels, where the file says it. */
  readonly size?: ImageSize;
  /** What else the reader should know, one sentence each. */
  readonly notes: readonly string[];
}

/** A data set's way of naming its variables. Adding one is adding a file beside this one and a line in the list. */
export interface MatLayout {
  readonly name: string;
  /** The variables that it needs, as errors list them. */
  readonly needs: string;
  /** Folders beside the file that hold the frames, the first that exists counts, and the first frame's number. */
  readonly images: { readonly folders: readonly string[]; readonly firstNumber: number };
  fits(variables: MatVariables): boolean;
  /** @throws ComoveError BAD_INPUT when an array is not what it should be */
  read(variables: MatVariables, file: string): MatTracks;
}

/**
 * Trajectories from homogeneous pixels.
 *
 * @param tracks (3, N, T) in MATLAB's order: x, y, 1
 * @param isVisible of point n in frame t; what is not visible has no position (NaN)
 * @param called the variable's name in errors
 * @throws ComoveError BAD_INPUT
 */
export function homogeneousTracks(
  tracks: MatNumbers,
  isVisible: (point: number, frame: number) => boolean,
  called: string,
  file: string,
): Trajectories {
  const [coordinates, pointCount, frameCount = 1] = tracks.dims;
  if (tracks.dims.length > 3 || coordinates !== 3)
    throw misshapen(called, tracks, file, '(3, N, T): x, y and 1 of N points in T frames');
  if (frameCount < minimumFrames || pointCount < minimumPoints)
    throw misshapen(
      called,
      tracks,
      file,
      `(3, N, T) with at least ${minimumPoints} points and ${minimumFrames} frames`,
    );
  const data = createTrajectoryData('float64', pointCount * 2 * frameCount);
  const visible = new Uint8Array(visibilityBytes(frameCount, pointCount));
  for (let point = 0; point < pointCount; point++)
    for (let frame = 0; frame < frameCount; frame++) {
      const from = 3 * (point + pointCount * frame);
      const isThere = isVisible(point, frame);
      for (const axis of [0, 1])
        data[(2 * point + axis) * frameCount + frame] = isThere ? tracks.data[from + axis] : NaN;
      if (isThere) setBit(visible, point * frameCount + frame);
    }
  return { frameCount, pointCount, dtype: 'float64', data, visible };
}

/**
 * One integer label per point.
 *
 * @throws ComoveError BAD_INPUT
 */
export function pointLabels(
  labels: MatNumbers,
  pointCount: number,
  called: string,
  file: string,
): Int32Array {
  const isVector = labels.dims.filter((length) => length !== 1).length <= 1;
  if (!isVector || labels.data.length !== pointCount)
    throw misshapen(called, labels, file, `(${pointCount}, 1): one label per point`);
  const bad = labels.data.find(
    (label) => !Number.isInteger(label) || label < 0 || label > 2 ** 31 - 1,
  );
  if (bad === undefined) return Int32Array.from(labels.data);
  throw new ComoveError('BAD_INPUT', `${called} of ${file} holds the label ${bad}.`, {
    file,
    remedy: `Write ${called} as whole numbers from 0.`,
  });
}

/**
 * A variable that must hold numbers.
 *
 * @throws ComoveError BAD_INPUT when it is missing or something else
 */
export function numbersOf(
  variables: MatVariables,
  name: string,
  called: string,
  file: string,
): MatNumbers {
  const value = variables.get(name);
  if (value?.kind === 'numbers') return value;
  const what = value ? `holds ${value.kind}, not numbers` : 'is missing';
  throw new ComoveError('BAD_INPUT', `${called} of ${file} ${what}.`, {
    file,
    remedy: `Save ${called} as an array of numbers.`,
  });
}

/** An array of another shape than its layout has. */
export function misshapen(
  called: string,
  { dims }: MatNumbers,
  file: string,
  expected: string,
): ComoveError {
  return new ComoveError('BAD_INPUT', `${called} of ${file} is ${dims.join(' x ')}.`, {
    file,
    remedy: `It must be ${expected}.`,
  });
}
