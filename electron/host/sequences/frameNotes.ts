import { counted } from './counted.ts';
import type { FoundFrames } from './frameFiles.ts';

/**
 * What is missing of one kind of frames, in words.
 *
 * @param folders names that were looked for
 */
export function frameNotes(
  noun: 'image' | 'mask',
  { folder, count, beyond, files }: FoundFrames,
  folders: readonly string[],
): string[] {
  const frames = counted(files.length, 'frame');
  if (folder === undefined) return [`There are no ${noun}s (no folder ${folders.join('/, ')}/).`];
  if (count === 0) return [`${folder}/ has no ${noun} of the clip's ${frames}.`];
  const notes: string[] = [];
  if (count < files.length)
    notes.push(
      `${folder}/ has ${counted(count, noun)} for ${frames}; the first that is missing is frame ${files.indexOf(undefined)}.`,
    );
  if (beyond > 0)
    notes.push(`${folder}/ has ${counted(beyond, noun)} beyond the archive's ${frames}: not used.`);
  return notes;
}
