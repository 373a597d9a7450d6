import { archiveNames, imageFolders } from '#core/formats/annotations.ts';
import { readTrajectories } from '../readTrajectories.ts';
import type { SequenceFormat } from './format.ts';

/** PointOdyssey's archives, and those of tools that write the same arrays. */
export const annotationArchive: SequenceFormat = {
  extension: '.npz',
  inFolder: (names) => archiveNames.filter((name) => names.includes(name)),
  async read(file, work) {
    return {
      ...(await readTrajectories(file, work)),
      images: { folders: imageFolders, firstNumber: 0 },
    };
  },
};
