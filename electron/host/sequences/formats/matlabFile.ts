import { readFile } from 'node:fs/promises';
import { throwIfAborted } from '#core/contract/errors.ts';
import { readMatTracks } from '#core/formats/matLayouts.ts';
import { fileError } from '../../files/fileError.ts';
import type { SequenceFormat } from './format.ts';

/** Labelled tracks of KT3DMoSeg and Hopkins155. */
export const matlabFile: SequenceFormat = {
  extension: '.mat',
  // Of several nobody knows which one is meant: Hopkins155 may lie in one folder.
  inFolder(names) {
    const own = names.filter((name) => name.toLowerCase().endsWith('.mat'));
    return own.length === 1 ? own : [];
  },
  async read(file, { signal, onProgress }) {
    onProgress?.({ phase: 'Reading trajectories', done: 0, total: 1, unit: 'files' });
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw fileError(cause, file);
    });
    throwIfAborted(signal);
    const { labels, background, ...tracks } = readMatTracks(bytes, file);
    const names = new Map(background === undefined ? [] : [[background, 'background']]);
    return { ...tracks, labels: { labels, names, background } };
  },
};
