import { expect, it } from 'vitest';
import { compressRle, encodeRle, maskBox, rleArea } from '#core/segment/rle.ts';
import { scoreHistogram } from '#core/segment/scoreHistogram.ts';

it('run lengths go down the columns and start outside', () => {
  // 1 0 1
  // 1 1 0
  const rle = encodeRle([1, 0, 1, 1, 1, 0], 3, 2);
  expect(rle).toEqual({ size: [2, 3], counts: [0, 2, 1, 2, 1] });
  expect(rleArea(rle)).toBe(4);
  expect(maskBox([0, 0, 0, 0, 1, 1], 3, 2)).toEqual([1, 1, 2, 1]);
  expect(maskBox([0, 0], 2, 1)).toEqual([0, 0, 0, 0]);
});

it('the compressed string: small runs are one letter, differences may be negative, long runs continue', () => {
  // Runs 0 2 1 2 1: plain 0, 2, 1, then 2 - 2 = 0 and 1 - 1 = 0.
  expect(compressRle({ size: [2, 3], counts: [0, 2, 1, 2, 1] })).toBe('02100');
  // 100 = 00100 + 3 * 32: low group 4 with continuation (4 + 32 + 48 = 'T'), then 3 ('3').
  expect(compressRle({ size: [10, 10], counts: [100] })).toBe('T3');
  // Fourth run 3 - 5 = -2: group 11110, sign bit set and the rest -1: no continuation, 30 + 48 = 'N'.
  expect(compressRle({ size: [1, 13], counts: [1, 5, 4, 3] })).toBe('154N');
  // 16 needs a second group so that its top bit is not taken for a sign: 16 + 32 + 48 = '`', then '0'.
  expect(compressRle({ size: [4, 4], counts: [16] })).toBe('`0');
});

it('a histogram counts its ends and leaves out what is outside', () => {
  const { counts } = scoreHistogram([0, 0.5, 1, 1.5, 2, NaN, 3, -1], 0, 2, 4);
  expect(Array.from(counts)).toEqual([1, 1, 1, 2]);
  expect(Array.from(scoreHistogram([7, 7], 7, 7, 3).counts)).toEqual([2, 0, 0]);
});
