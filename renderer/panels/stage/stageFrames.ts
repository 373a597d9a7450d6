/** What the stage shows of one frame, loaded together: picture, points, and the mask where it is wanted. */
import { errorBody } from '#core/contract/errors.ts';
import { readLabelPng, type DecodedLabels } from '#core/formats/labelPng.ts';
import type { FramePoints } from '../../api/frameSource.ts';
import { fetchBytes } from '../../api/media.ts';
import { createFrameCache } from '../../scene/frameCache.ts';
import { createFrameImages } from '../../scene/frameImages.ts';
import type { OpenSequence } from '../../state/sequence.ts';

export interface StageFrame {
  readonly points: FramePoints;
  /** Undefined where the sequence has no image for the frame, or it cannot be read. */
  readonly image: ImageBitmap | undefined;
  /** Undefined where it has no mask, it is not wanted, or it cannot be read. */
  readonly truth: DecodedLabels | undefined;
  /** What of the frame could not be read: the points are shown all the same. */
  readonly problem: string | undefined;
}

export interface StageFrames {
  /** Rejects when the points cannot be had. */
  load(frame: number): Promise<StageFrame>;
  /** Keeps the picture on the screen open. */
  hold(image: ImageBitmap | undefined): void;
  prefetch(frames: readonly number[]): void;
  dispose(): void;
}

/** Decoded masks kept: each is four bytes a pixel, and one goes back and forth over few frames. */
const maskCapacity = 12;

export function createStageFrames(sequence: OpenSequence, truthWanted: () => boolean): StageFrames {
  const images = createFrameImages(sequence.info, sequence.imageUrl);
  const masks = createFrameCache<DecodedLabels | undefined>({
    capacity: maskCapacity,
    load: async (frame, signal) => {
      const url = sequence.maskUrl(frame);
      if (url === undefined) return undefined;
      const bytes = await fetchBytes(url, { signal });
      return readLabelPng(new Uint8Array(bytes), `The mask of frame ${frame}`);
    },
  });
  return {
    async load(frame) {
      const problems: string[] = [];
      const told = async <T>(value: Promise<T>, what: string): Promise<T | undefined> => {
        try {
          return await value;
        } catch (error) {
          problems.push(`${what} of frame ${frame}: ${errorBody(error).message}`);
          return undefined;
        }
      };
      const [points, image, truth] = await Promise.all([
        sequence.frames.at(frame) ?? sequence.frames.request(frame),
        told(images.get(frame), 'Image'),
        truthWanted() ? told(masks.get(frame), 'Mask') : undefined,
      ]);
      return { points, image, truth, problem: problems.length ? problems.join(' ') : undefined };
    },
    hold: images.hold,
    prefetch(frames) {
      images.prefetch(frames);
      if (truthWanted()) masks.prefetch(frames);
      // A block of points holds many frames: the farthest one of interest brings the next block in time.
      const last = frames.at(-1);
      for (const frame of [frames[0], last])
        if (frame !== undefined && !sequence.frames.at(frame))
          sequence.frames.request(frame).catch(() => undefined); // Told when the frame itself is wanted.
    },
    dispose() {
      images.hold(undefined);
      images.dispose();
      masks.dispose();
    },
  };
}
