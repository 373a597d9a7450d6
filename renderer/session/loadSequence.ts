import type { SequenceInfo } from '#core/contract/schemas.ts';
import { createBlockFrames } from '../api/blockFrames.ts';
import { fetchBytes } from '../api/media.ts';
import type { OpenSequence } from '../state/sequence.ts';

/** Fetches what the window holds whole of a sequence: a few bytes a point. */
export async function loadPoints({
  media,
}: SequenceInfo): Promise<Pick<OpenSequence, 'status' | 'labels'>> {
  const [status, labels] = await Promise.all([fetchBytes(media.status), fetchBytes(media.labels)]);
  return { status: new Uint8Array(status), labels: new Int32Array(labels) };
}

/** The sequence as the window holds it; its frames are fetched when they are asked for. */
export async function loadSequence(info: SequenceInfo): Promise<OpenSequence> {
  const { media, frameCount, pointCount, imageCount, maskCount } = info;
  const points = await loadPoints(info);
  const frames = createBlockFrames({
    frameCount,
    pointCount,
    positions: media.positions,
    visibility: media.visibility,
  });
  const urlOf = (base: string | undefined, count: number) => (frame: number) =>
    base !== undefined && frame < count ? `${base}/${frame}` : undefined;
  return {
    info,
    ...points,
    frames,
    imageUrl: urlOf(media.frames, imageCount),
    maskUrl: urlOf(media.masks, maskCount),
  };
}
