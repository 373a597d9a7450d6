import { expect, it } from 'vitest';
import { automaticRadius, denseMask } from '#core/segment/densify.ts';
import { segmentFrame, visibleKept } from '#renderer/panels/stage/segmentation.ts';

const size = { width: 40, height: 20 };
const frame = {
  positions: Float32Array.of(5, 5, 9, 5, 30, 10, 34, 10, 20, 15),
  visible: Uint8Array.of(1, 1, 1, 0, 1),
};

it('takes part with the visible kept points only', () => {
  const points = visibleKept(frame, Uint32Array.of(0, 1, 2, 3));
  expect([...points.ids]).toEqual([0, 1, 2]);
  expect([...points.xy]).toEqual([5, 5, 9, 5, 30, 10]);
});

it('is the export’s mask, at the automatic radius or a given one; equal to the threshold is selected', () => {
  const points = visibleKept(frame, Uint32Array.of(0, 1, 2, 3, 4));
  const scores = Float32Array.of(2, 1, 0.5, 9, Number.NaN);
  const selected = Uint8Array.of(1, 1, 0, 0);
  const { xy } = points;
  for (const radius of ['auto', 3] as const) {
    const pixels = radius === 'auto' ? automaticRadius(xy) : radius;
    const expected = denseMask({ xy, selected }, size.width, size.height, pixels);
    expect(segmentFrame(points, scores, 1, radius, size).mask).toEqual(expected);
  }
});
