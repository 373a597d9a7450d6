import { encode } from 'fast-png';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { colourLabelName, readLabelPng } from '#core/formats/labelPng.ts';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import { describeWithData, sharedData } from '../../../support/sharedData.ts';

const labelsOf = (bytes: Uint8Array) => [...readLabelPng(bytes, 'm.png').labels];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of any bit depth from its raw rows (each: filter byte, packed pixels). */
function png(width: number, height: number, depth: number, type: number, rows: number[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = depth;
  head[9] = type;
  const palette = Buffer.from([0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...(type === 3 ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('what a pixel means', () => {
  it('is the index in a palette image, also where two indices have one colour', () => {
    const palette = [
      [0, 0, 0],
      [9, 9, 9],
      [9, 9, 9],
    ] as const;
    const bytes = encodeIndexedPng({
      width: 3,
      height: 1,
      indices: Uint8Array.of(2, 0, 1),
      palette,
    });
    expect(readLabelPng(bytes, 'm.png')).toMatchObject({ width: 3, height: 1, kind: 'index' });
    expect(labelsOf(bytes)).toEqual([2, 0, 1]);
  });

  it('is the grey value in a grey image of 8 or 16 bits', () => {
    const grey = encode({ width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 255) });
    expect(readLabelPng(grey, 'm.png').kind).toBe('grey');
    expect(labelsOf(grey)).toEqual([0, 255]);
    const deep = encode({
      width: 2,
      height: 1,
      channels: 1,
      depth: 16,
      data: Uint16Array.of(300, 7),
    });
    expect(labelsOf(deep)).toEqual([300, 7]);
  });

  it('is 0xRRGGBB in a colour image, black and fully transparent being 0', () => {
    const rgb = encode({ width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 0, 0, 0) });
    expect(readLabelPng(rgb, 'm.png').kind).toBe('colour');
    expect(labelsOf(rgb)).toEqual([0x010203, 0]);
    const rgba = encode({
      width: 2,
      height: 1,
      channels: 4,
      data: Uint8Array.of(1, 2, 3, 200, 4, 5, 6, 0),
    });
    expect(labelsOf(rgba)).toEqual([0x010203, 0]);
    const deep = encode({
      width: 1,
      height: 1,
      channels: 3,
      depth: 16,
      data: Uint16Array.of(0x0180, 0x0280, 0x0380),
    });
    expect(labelsOf(deep)).toEqual([0x010203]);
    expect(colourLabelName(0x010203)).toBe('#010203');
  });

  it('unpacks 1, 2 and 4 bits a pixel, row by row', () => {
    // Three pixels a row leave bits at its end unused.
    expect(labelsOf(png(3, 2, 2, 3, [0, 0b11_01_10_00, 0, 0b00_10_01_11]))).toEqual([
      3, 1, 2, 0, 2, 1,
    ]);
    expect(labelsOf(png(3, 1, 1, 0, [0, 0b101_00000]))).toEqual([1, 0, 1]);
    expect(labelsOf(png(3, 1, 4, 3, [0, 0x12, 0x30]))).toEqual([1, 2, 3]);
  });
});

describe('files that are no masks', () => {
  const whole = png(3, 2, 2, 3, [0, 0b11_01_10_00, 0, 0b00_10_01_11]);
  it.each([
    ['text', Buffer.from('not a picture')],
    ['nothing', Buffer.alloc(0)],
    ['cut off', whole.subarray(0, 50)],
    ['rows missing', png(3, 2, 8, 0, [0, 1, 2, 3])],
    ['a size that no memory holds', png(0x7fffffff, 0x7fffffff, 8, 0, [0, 1])],
  ])('%s', (_, bytes) => {
    expect(() => readLabelPng(bytes, 'masks/m.png')).toThrowError(
      expect.objectContaining({
        code: 'BAD_INPUT',
        file: 'masks/m.png',
        remedy: expect.any(String),
      }),
    );
  });
});

describeWithData('davis', 'masks of DAVIS', () => {
  it('are grey, 0 and 255', () => {
    const bytes = readFileSync(sharedData('davis', 'camel', 'masks', '00000.png'));
    const image = readLabelPng(bytes, '00000.png');
    expect(image).toMatchObject({ width: 854, height: 480, kind: 'grey' });
    expect(new Set(image.labels)).toEqual(new Set([0, 255]));
  });
});
