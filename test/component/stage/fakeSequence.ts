import type { SequenceInfo } from '#core/contract/schemas.ts';
import type { OpenSequence } from '#renderer/state/sequence.ts';

/** Three kept points on a row (10, 30 and 50, 20), one dropped; every frame alike; no images. */
export function fakeSequence(info: Partial<SequenceInfo> = {}): OpenSequence {
  const points = {
    positions: Float32Array.of(10, 20, 30, 20, 50, 20, 60, 40),
    visible: Uint8Array.of(1, 1, 1, 1),
  };
  return {
    info: {
      sequenceId: 's',
      name: 'walkers',
      path: 'walkers',
      archive: 'anno.npz',
      frameCount: 600,
      pointCount: 4,
      dtype: 'float32',
      protocol: { referenceFrame: 0, minimum: -2000, maximum: 2000 },
      kept: 3,
      dropped: {
        nonFinite: 0,
        beyondBounds: 1,
        outsideReferenceFrame: 0,
        neverVisible: 0,
        rarelyVisible: 0,
      },
      width: 100,
      height: 50,
      sizeSource: 'points',
      imageCount: 0,
      maskCount: 0,
      frameRate: 30,
      labelSource: 'none',
      objects: [{ label: 1, name: 'body', points: 3 }],
      notes: [],
      media: { positions: '/p', visibility: '/v', status: '/s', labels: '/l' },
      ...info,
    },
    status: Uint8Array.of(0, 0, 0, 2),
    labels: Int32Array.of(1, 1, 1, -1),
    frames: {
      at: () => points,
      request: async () => points,
      onArrival: () => () => {},
      dispose: () => {},
    },
    imageUrl: () => undefined,
    maskUrl: () => undefined,
  };
}
