import { expect, it } from 'vitest';
import { float16Table } from '#core/formats/float16.ts';
import { float16Bits } from '#core/formats/float16Write.ts';

it('decodes the landmarks of IEEE 754 binary16', () => {
  const table = float16Table();
  expect(table[0x0000]).toBe(0);
  expect(Object.is(table[0x8000], -0)).toBe(true);
  expect(table[0x0001]).toBe(2 ** -24);
  expect(table[0x03ff]).toBe(1023 * 2 ** -24);
  expect(table[0x0400]).toBe(2 ** -14);
  expect(table[0x3c00]).toBe(1);
  expect(table[0xc000]).toBe(-2);
  expect(table[0x7bff]).toBe(65504);
  expect(table[0x7c00]).toBe(Infinity);
  expect(table[0xfc00]).toBe(-Infinity);
  expect(table[0x7e00]).toBeNaN();
  // Between 512 and 1024 pixels a step is half a pixel.
  expect(table[0x6001] - table[0x6000]).toBe(0.5);
});

it('is the inverse of the encoder for every number', () => {
  const wrong: number[] = [];
  float16Table().forEach((value, bits) => {
    if (!Number.isNaN(value) && float16Bits(value) !== bits) wrong.push(bits);
  });
  expect(wrong).toEqual([]);
});
