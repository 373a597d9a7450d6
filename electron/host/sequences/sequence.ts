/** An opened sequence as the host holds it. Both shells and the command line work on this. */
import type { PointStatus, Protocol } from '#core/contract/schemas.ts';
import type { Trajectories } from '#core/tracks/trajectories.ts';

/** Numbered files of one kind, in frame order; `files[i]` is undefined where frame i has none. */
export interface FrameFiles {
  readonly count: number;
  readonly files: readonly (string | undefined)[];
}

/** One label per pixel, row-major, 0 is background. */
export interface LabelImage {
  readonly width: number;
  readonly height: number;
  readonly labels: Int32Array;
}

/** Objects of points that a file gives, instead of masks. */
export interface GivenLabels {
  /** (N) object label of each point, -1 where unknown. */
  readonly labels: Int32Array;
  readonly names: ReadonlyMap<number, string>;
  /** The label of what is no object of its own, where one is known to be. */
  readonly background?: number;
}

export interface SequenceObjects {
  readonly source: 'masks' | 'file' | 'none';
  /** (N) object label of each point, -1 where unknown; every point of the archive, kept or not. */
  readonly labels: Int32Array;
  /** Names by label, e.g. from scene_info.assets; a label without a name is called 'object L'. */
  readonly names: ReadonlyMap<number, string>;
  /** The label of what the objects move against, where one is known to be: 0 of masks. */
  readonly background?: number;
}

/** What the files say, whatever the protocol. */
export interface SequenceFiles {
  readonly name: string;
  /** As the user gave it, made absolute. */
  readonly path: string;
  /** The file of the tracks, of any format. */
  readonly archiveFile: string;
  /** All points of the archive, kept or not. */
  readonly trajectories: Trajectories;
  readonly images: FrameFiles;
  readonly masks: FrameFiles;
  readonly width: number;
  readonly height: number;
  readonly sizeSource: 'images' | 'masks' | 'file' | 'points';
  readonly frameRate: number;
  /** Names of mask indices from scene_info.json; empty without it. */
  readonly assetNames: ReadonlyMap<number, string>;
  /** Labels from a file, which then count instead of the masks. */
  readonly givenLabels?: GivenLabels;
  /** What is missing or odd in the files; `notes` has these and what the protocol adds. */
  readonly fileNotes: readonly string[];
}

export interface Sequence extends SequenceFiles {
  readonly protocol: Protocol;
  /** (N) index into pointStatuses. */
  readonly status: Uint8Array;
  /** Ids of the kept points, ascending. */
  readonly kept: Uint32Array;
  readonly dropped: Readonly<Record<Exclude<PointStatus, 'kept'>, number>>;
  readonly objects: SequenceObjects;
  readonly notes: readonly string[];
}
