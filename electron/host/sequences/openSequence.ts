import { throwIfAborted } from '#core/contract/errors.ts';
import { protocol as protocolSchema } from '#core/contract/schemas.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import { imageExtensions, maskExtensions, maskFolders } from '#core/formats/annotations.ts';
import type { WorkOptions } from '../progress.ts';
import { applyProtocol } from './applyProtocol.ts';
import type { TrackFile } from './formats/format.ts';
import { formatOf } from './formats/formats.ts';
import { findFrames } from './frameFiles.ts';
import { frameNotes } from './frameNotes.ts';
import { sizeFrames } from './imageSizes.ts';
import { neighbourName, readLabelsFile, readNeighbourLabels } from './labelsFile.ts';
import { locateSequence } from './locateSequence.ts';
import { readSceneFacts } from './sceneInfoFile.ts';
import type { GivenLabels, Sequence } from './sequence.ts';

export interface OpenOptions extends WorkOptions {
  /** What differs from the paper's protocol. */
  readonly protocol?: Partial<Protocol>;
  /** Integer labels (N) in the archive's numbering; they then count instead of the masks and of the archive's own. */
  readonly labelsFile?: string;
}

/**
 * Opens a sequence: a folder with annotations.npz, anno.npz or annot.npz (images in rgbs/, masks in masks/) or with
 * one MATLAB file of labelled tracks, or such a file itself (its folder then supplies the rest). Missing images and masks are no error, `notes`
 * says so.
 *
 * @throws ComoveError NOT_FOUND, BAD_INPUT, FORBIDDEN_PATH, USAGE, each naming the file and the remedy; ABORTED
 */
export async function openSequence(path: string, options: OpenOptions = {}): Promise<Sequence> {
  const protocol = protocolSchema.parse(options.protocol ?? {});
  const { root, notes: placeNotes, ...place } = await locateSequence(path);
  const tracks = await formatOf(place.archiveFile).read(place.archiveFile, options);
  const { trajectories } = tracks;
  const { frameCount } = trajectories;
  const { folders, firstNumber } = tracks.images;
  const images = await findFrames(root, folders, imageExtensions, frameCount, firstNumber);
  const allMasks = await findFrames(root, maskFolders, maskExtensions, frameCount);
  const { notes: sizeNotes, ...sized } = await sizeFrames(root, images, allMasks, tracks);
  const labels = await findLabels(root, sized.masks.count > 0, tracks, options.labelsFile);
  const { notes: sceneNotes, ...scene } = await readSceneFacts(root, sized.masks.count > 0);
  throwIfAborted(options.signal);
  const files = {
    ...place,
    ...scene,
    ...sized,
    trajectories,
    images,
    givenLabels: labels.given,
    fileNotes: [
      ...placeNotes,
      ...tracks.notes,
      ...frameNotes('image', images, folders),
      ...frameNotes('mask', allMasks, maskFolders),
      ...sizeNotes,
      ...labels.notes,
      ...sceneNotes,
    ],
  };
  return applyProtocol(files, protocol, options);
}

const unknown =
  'Without masks or labels, objects are unknown and there is no precision-recall curve.';

async function findLabels(
  root: string,
  hasMasks: boolean,
  { labels: own, trajectories: { pointCount } }: TrackFile,
  labelsFile: string | undefined,
): Promise<{ given?: GivenLabels; notes: string[] }> {
  const instead = own ? "the tracks' own file" : hasMasks ? 'the masks' : undefined;
  if (labelsFile !== undefined) {
    const labels = await readLabelsFile(labelsFile, pointCount);
    return {
      given: { labels, names: new Map() },
      notes: instead ? [`Labels come from the given file, not from ${instead}.`] : [],
    };
  }
  if (own)
    return {
      given: own,
      notes: hasMasks ? ['Labels come from the tracks, not from the masks.'] : [],
    };
  if (hasMasks) return { notes: [] };
  const neighbour = await readNeighbourLabels(root, pointCount);
  switch (neighbour.kind) {
    case 'labels':
      return {
        given: { labels: neighbour.labels, names: new Map() },
        notes: [`Labels come from ${neighbourName} beside the archive.`],
      };
    case 'unfit':
      return {
        notes: [`${neighbour.reason} It is not used.`, unknown],
      };
    case 'absent':
      return { notes: [unknown] };
  }
}

/**
 * The same clip under another protocol, without reading the archive again. The given sequence stays as it is,
 * also when this fails.
 *
 * @throws ComoveError USAGE for impossible bounds or frames; BAD_INPUT when every point is dropped; NOT_FOUND
 *   when a mask that is needed has vanished; ABORTED
 */
export function filterSequence(
  sequence: Sequence,
  protocol: Protocol,
  work: WorkOptions = {},
): Promise<Sequence> {
  return applyProtocol(sequence, protocol, work);
}
