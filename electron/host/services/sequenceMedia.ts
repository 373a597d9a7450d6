import { dirname } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import type { SequenceInfo } from '#core/contract/schemas.ts';
import { arrayBytes, openImageFile } from '../media/byteSource.ts';
import { positionsSource, visibilitySource } from '../media/frameMajor.ts';
import type { MediaOpener, MediaScope } from '../media/registry.ts';
import type { FrameFiles, Sequence } from '../sequences/sequence.ts';

type Media = SequenceInfo['media'];

/** Makes the bytes of a clip fetchable that are the same under every protocol, until the scope ends. */
export function addClipMedia(
  scope: MediaScope,
  sequence: Sequence,
): Omit<Media, 'status' | 'labels'> {
  const { images, masks, trajectories } = sequence;
  const folder = dirname(sequence.archiveFile);
  const positions = positionsSource(trajectories);
  const visibility = visibilitySource(trajectories);
  return {
    ...(images.count > 0 && { frames: scope.add(frameOpener(images, folder, 'image')) }),
    ...(masks.count > 0 && { masks: scope.add(frameOpener(masks, folder, 'mask')) }),
    positions: scope.add(() => positions),
    visibility: scope.add(() => visibility),
  };
}

/** Makes fetchable what a protocol decides about every point. */
export function addPointMedia(
  scope: MediaScope,
  { status, objects }: Sequence,
): Pick<Media, 'status' | 'labels'> {
  return {
    status: scope.add(() => arrayBytes(status)),
    labels: scope.add(() => arrayBytes(objects.labels)),
  };
}

function frameOpener({ files }: FrameFiles, folder: string, what: string): MediaOpener {
  return (frame) => {
    const file = frame === undefined ? undefined : files[frame];
    if (file === undefined)
      throw new ComoveError('NOT_FOUND', `Frame ${frame ?? '(none given)'} has no ${what}.`);
    return openImageFile(file, folder);
  };
}
