/** Decoded video frames. */
import { fetchBytes } from '../api/media.ts';
import { createFrameCache, type FrameCache } from './frameCache.ts';
import type { Size } from './spaces.ts';

/** Bytes of decoded frames to keep; a frame takes four bytes a pixel. */
const budgetBytes = 160e6;
/** Frames kept whatever their size: the one shown, the one wanted and a few ahead. */
const fewest = 6;
const most = 64;

/** How many frames of a size are kept. */
export function frameCapacity(image: Size): number {
  const bytes = Math.max(1, image.width * image.height * 4);
  return Math.min(most, Math.max(fewest, Math.floor(budgetBytes / bytes)));
}

export interface FrameImages extends FrameCache<ImageBitmap | undefined> {
  /** Keeps the image that is on the screen open, even when it falls out of the cache, until another is shown. */
  hold(shown: ImageBitmap | undefined): void;
}

/** The images of a clip; undefined where it has none for a frame. */
export function createFrameImages(
  image: Size,
  imageUrl: (frame: number) => string | undefined,
): FrameImages {
  let held: ImageBitmap | undefined;
  let heldFellOut = false;
  const cache = createFrameCache<ImageBitmap | undefined>({
    capacity: frameCapacity(image),
    load: (frame, signal) => decodeFrame(imageUrl(frame), signal),
    release: (bitmap) => {
      if (bitmap && bitmap === held) heldFellOut = true;
      else bitmap?.close();
    },
  });
  return {
    ...cache,
    hold(shown) {
      if (shown === held) return;
      if (heldFellOut) held?.close();
      held = shown;
      heldFellOut = false;
    },
  };
}

/** Fetches an image and decodes its bytes as they are, without colour conversion. */
async function decodeFrame(
  url: string | undefined,
  signal: AbortSignal,
): Promise<ImageBitmap | undefined> {
  if (url === undefined) return undefined;
  const bytes = await fetchBytes(url, { signal });
  return createImageBitmap(new Blob([bytes]), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
}
