import { throwIfAborted } from '#core/contract/errors.ts';
import { protocol as protocolSchema } from '#core/contract/schemas.ts';
import type { Protocol } from '#core/contract/schemas.ts';
import {
  imageExtensions,
  imageFolders,
  maskExtensions,
  maskFolders,
} from '#core/formats/annotations.ts';
import type { WorkOptions } from '../progress.ts';
import { applyProtocol } from './applyProtocol.ts';
import { findFrames } from './frameFiles.ts';
import { frameNotes } from './frameNotes.ts';
import { sizeFrames } from './imageSizes.ts';
import { neighbourName, readLabelsFile, readNeighbourLabels } from './labelsFile.ts';
import { locateSequence } from './locateSequence.ts';
import { readTrajectories } from './readTrajectories.ts';
import { readSceneFacts } from './sceneInfoFile.ts';
import type { Sequence } from './sequence.ts';

export interface OpenOptions extends WorkOptions {
  /** What differs from the paper's protocol. */
  readonly protocol?: Partial<Protocol>;
  /** Integer labels (N) in the archive's numbering; they then count instead of the masks. */
  readonly labelsFile?: string;
}

/**
 * Opens a sequence: a folder with annotations.npz, anno.npz or annot.npz (images in rgbs/, masks in masks/), or
 * an annotation archive (its folder then supplies the rest). Missing images and masks are no error, `notes`
 * says so.
 *
 * @throws ComoveError NOT_FOUND, BAD_INPUT, FORBIDDEN_PATH, USAGE, each naming the file and the remedy; ABORTED
 */
export async function openSequence(path: string, options: OpenOptions = {}): Promise<Sequence> {
  const protocol = protocolSchema.parse(options.protocol ?? {});
  const { root, notes: placeNotes, ...place } = await locateSequence(path);
  const { trajectories, notes: archiveNotes } = await readTrajectories(place.archiveFile, options);
  const { frameCount, pointCount } = trajectories;
  const images = await findFrames(root, imageFolders, imageExtensions, frameCount);
  const allMasks = await findFrames(root, maskFolders, maskExtensions, frameCount);
  const { notes: sizeNotes, ...sized } = await sizeFrames(root, images, allMasks, trajectories);
  const labels = await findLabels(root, sized.masks.count > 0, pointCount, options.labelsFile);
  const { notes: sceneNotes, ...scene } = await readSceneFacts(root, sized.masks.count > 0);
  throwIfAborted(options.signal);
  const files = {
    ...place,
    ...scene,
    ...sized,
    trajectories,
    images,
    givenLabels: labels.labels,
    fileNotes: [
      ...placeNotes,
      ...archiveNotes,
      ...frameNotes('image', images, imageFolders),
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
  pointCount: number,
  labelsFile: string | undefined,
): Promise<{ labels?: Int32Array; notes: string[] }> {
  if (labelsFile !== undefined) {
    const labels = await readLabelsFile(labelsFile, pointCount);
    return {
      labels,
      notes: hasMasks ? ['Labels come from the given file, not from the masks.'] : [],
    };
  }
  if (hasMasks) return { notes: [] };
  const neighbour = await readNeighbourLabels(root, pointCount);
  switch (neighbour.kind) {
    case 'labels':
      return {
        labels: neighbour.labels,
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
