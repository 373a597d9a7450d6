import type { ImageSize } from '#core/formats/imageSize.ts';
import type { Trajectories } from '#core/tracks/trajectories.ts';
import type { WorkOptions } from '../../progress.ts';
import type { GivenLabels } from '../sequence.ts';

/** What a file of tracks says, whatever its format. */
export interface TrackFile {
  readonly trajectories: Trajectories;
  /** Objects of its points, where the format has them. */
  readonly labels?: GivenLabels;
  /** Pixels, where the format says it. */
  readonly size?: ImageSize;
  /** Folders beside the file in which frames are looked for, and the number of the first frame's file. */
  readonly images: { readonly folders: readonly string[]; readonly firstNumber: number };
  /** What is missing or odd, one sentence each. */
  readonly notes: readonly string[];
}

/** A kind of file that holds the tracks of one clip. Adding one is adding a file here and a line in `formats.ts`. */
export interface SequenceFormat {
  /** With the dot, lower case. */
  readonly extension: string;
  /** Which of a folder's files is the clip's, the preferred one first; none where the names do not tell. */
  inFolder(names: readonly string[]): readonly string[];
  /**
   * Reads all of it.
   *
   * @throws ComoveError NOT_FOUND, BAD_INPUT, each naming the file and the remedy; ABORTED
   */
  read(file: string, work: WorkOptions): Promise<TrackFile>;
}
