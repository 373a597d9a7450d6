import { extname } from 'node:path';
import { annotationArchive } from './annotationArchive.ts';
import type { SequenceFormat } from './format.ts';
import { matlabFile } from './matlabFile.ts';

/** Every format, in the order in which a folder is searched. */
export const formats: readonly SequenceFormat[] = [annotationArchive, matlabFile];

/** The format of a file, by its extension; others are taken for archives, whose reader says what is wrong. */
export function formatOf(file: string): SequenceFormat {
  const extension = extname(file).toLowerCase();
  return formats.find((format) => format.extension === extension) ?? annotationArchive;
}

/** Whether a file's name is that of a format. PointOdyssey's info.npz holds no tracks. */
export function isTrackFile(name: string): boolean {
  return (
    formats.some(({ extension }) => name.toLowerCase().endsWith(extension)) && name !== 'info.npz'
  );
}
