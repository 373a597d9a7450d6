import type { FoundFrames } from './frameFiles.ts';

/**
 * What is missing of one kind of frames, in words.
 *
 * @param kind 'images' or 'masks'
 * @param folders names that were looked for
 */
export function frameNotes(
  kind: 'images' | 'masks',
  found: FoundFrames,
  folders: readonly string[],
): string[] {
  const { folder, count, beyond, files } = found;
  const frameCount = files.length;
  if (folder === undefined) return [`There are no ${kind} (no folder ${folders.join('/, ')}/).`];
  if (count === 0) return [`${folder}/ has no ${kind} of this clip's frames.`];
  const notes: string[] = [];
  if (count < frameCount) {
    const first = files.indexOf(undefined);
    notes.push(
      `${folder}/ has ${kind} of ${count} of ${frameCount} frames; the first that is missing is frame ${first}.`,
    );
  }
  if (beyond > 0)
    notes.push(
      `${folder}/ has ${beyond} more ${kind} than the archive has frames (${frameCount}): they are not used.`,
    );
  return notes;
}
