import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readImageSize } from '#core/formats/imageSize.ts';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import { describeWithData, sharedData } from '../../../support/sharedData.ts';

/** Start of image, a comment, a Huffman table (0xc4 lies among the frame markers), a fill byte, then the frame. */
const jpeg = (frameMarker: number, height: number, width: number) =>
  Uint8Array.of(
    ...[0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 0, 0xff, 0xff, frameMarker, 0, 17, 8],
    ...[height >> 8, height & 255, width >> 8, width & 255],
    ...[3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
  );

it('finds the size of baseline and progressive JPEG past other segments', () => {
  expect(readImageSize(jpeg(0xc0, 540, 960))).toEqual({ width: 960, height: 540 });
  expect(readImageSize(jpeg(0xc2, 7, 300))).toEqual({ width: 300, height: 7 });
});

it('finds the size of a PNG', () => {
  const indices = new Uint8Array(6);
  const png = encodeIndexedPng({ width: 3, height: 2, indices, palette: [[0, 0, 0]] });
  expect(readImageSize(png)).toEqual({ width: 3, height: 2 });
});

it.each([
  ['nothing', new Uint8Array(0)],
  ['text', new TextEncoder().encode('hello, this is no picture at all')],
  ['a JPEG that ends before its size', jpeg(0xc0, 5, 5).subarray(0, 18)],
  ['a JPEG of no pixels', jpeg(0xc0, 0, 5)],
  [
    'a JPEG with bytes between its segments',
    Uint8Array.of(0xff, 0xd8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  ],
])('knows no size of %s', (_, bytes) => {
  expect(readImageSize(bytes)).toBeUndefined();
});

describeWithData('davis', 'images of DAVIS', () => {
  it('are 854 x 480', () => {
    const bytes = readFileSync(sharedData('davis', 'camel', 'rgbs', '00000.jpg'));
    expect(readImageSize(bytes)).toEqual({ width: 854, height: 480 });
  });
});
