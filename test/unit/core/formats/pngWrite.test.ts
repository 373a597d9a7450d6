import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';

const palette = [
  [0, 0, 0],
  [250, 120, 10],
  [10, 120, 250],
] as const;

describe('encodeIndexedPng', () => {
  it('keeps indices and colours, with checksums that hold', () => {
    const indices = new Uint8Array([0, 1, 2, 2, 1, 0]);
    const png = decode(encodeIndexedPng({ width: 3, height: 2, indices, palette }), {
      checkCrc: true,
    });
    expect([png.width, png.height, png.depth, png.channels]).toEqual([3, 2, 8, 1]);
    expect([...png.data]).toEqual([...indices]);
    expect(png.palette).toEqual(palette);
  });

  it('says in its header that it is 8-bit and palette', () => {
    const png = encodeIndexedPng({ width: 1, height: 1, indices: new Uint8Array(1), palette });
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    expect([png[24], png[25]]).toEqual([8, 3]);
  });

  it('refuses what does not fit together', () => {
    const image = { width: 2, height: 1, indices: new Uint8Array([0, 3]), palette };
    expect(() => encodeIndexedPng(image)).toThrow('index 3 is beyond the palette of 3 colours');
    expect(() => encodeIndexedPng({ ...image, palette: [] })).toThrow('1 to 256 colours, not 0');
    expect(() => encodeIndexedPng({ ...image, indices: new Uint8Array(3) })).toThrow(RangeError);
  });
});
