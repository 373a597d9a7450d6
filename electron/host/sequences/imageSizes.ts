import { open } from 'node:fs/promises';
import { extentOfPoints } from '#core/tracks/extent.ts';
import { imageHeaderBytes, readImageSize } from '#core/formats/imageSize.ts';
import type { ImageSize } from '#core/formats/imageSize.ts';
import { fileError } from '../files/fileError.ts';
import { realPathInside } from '../files/realPathInside.ts';
import type { FoundFrames } from './frameFiles.ts';
import type { TrackFile } from './formats/format.ts';
import type { FrameFiles, SequenceFiles } from './sequence.ts';

export interface SizedFrames {
  readonly width: number;
  readonly height: number;
  readonly sizeSource: SequenceFiles['sizeSource'];
  /** The masks, or none when they do not fit the images. */
  readonly masks: FrameFiles;
  readonly notes: readonly string[];
}

/**
 * The clip's image size: from its first readable image, else its first mask, else what the file of the tracks says,
 * else the extent of the points.
 * Masks of another size than the images cannot be laid over them and are left aside.
 */
export async function sizeFrames(
  root: string,
  images: FoundFrames,
  masks: FoundFrames,
  { trajectories, size }: Pick<TrackFile, 'trajectories' | 'size'>,
): Promise<SizedFrames> {
  const image = await firstSize(root, images);
  const mask = await firstSize(root, masks);
  const notes: string[] = [];
  if (images.count > 0 && !image) notes.push(`No file in ${images.folder}/ is a readable image.`);
  if (masks.count > 0 && !mask) notes.push(`No file in ${masks.folder}/ is a readable mask.`);
  if (image && mask && (image.width !== mask.width || image.height !== mask.height)) {
    notes.push(
      `The masks are ${text(mask)} and the images ${text(image)}: the masks are not used.`,
    );
    return { ...image, sizeSource: 'images', masks: none(masks), notes };
  }
  if (image) return { ...image, sizeSource: 'images', masks, notes };
  if (mask) return { ...mask, sizeSource: 'masks', masks, notes };
  if (size) return { ...size, sizeSource: 'file', masks: none(masks), notes };
  const extent = extentOfPoints(trajectories);
  notes.push(`The image size is not known: ${text(extent)} is as far as visible points reach.`);
  return { ...extent, sizeSource: 'points', masks: none(masks), notes };
}

async function firstSize(root: string, { files }: FrameFiles): Promise<ImageSize | undefined> {
  for (const file of files) {
    const size = file && readImageSize(await beginning(await realPathInside(file, root)));
    if (size) return size;
  }
  return undefined;
}

async function beginning(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(imageHeaderBytes), 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw fileError(cause, file);
  }
}

const text = ({ width, height }: ImageSize) => `${width} x ${height}`;

const none = ({ files }: FrameFiles): FrameFiles => ({
  count: 0,
  files: files.map(() => undefined),
});
