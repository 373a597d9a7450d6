import { describe, expect, it } from 'vitest';
import { encodeFloat16, float16Bits } from '#core/formats/float16Write.ts';

describe('float16Bits', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    // Half way between 65504 and what would be 65536: the even one, which is infinity.
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [Infinity, 0x7c00],
    [-Infinity, 0xfc00],
    [NaN, 0x7e00],
    // Ties between neighbours of 1: to the even significand, down and up.
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    // Just above a tie: a rounding by way of float32 would lose the bit and round down.
    [1 + 2 ** -11 + 2 ** -40, 0x3c01],
    // Subnormals: step 2^-24, ties at odd multiples of 2^-25.
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [3 * 2 ** -25, 0x0002],
    // Rounds up into the smallest normal number, and into the next binade.
    [2 ** -14 * (1 - 2 ** -12), 0x0400],
    [2047.5, 0x6800],
    // The sentinel of the dataset has no exact half: the nearest multiple of 32.
    [-50000, 0xfa1a],
    // Half-pixel steps between 512 and 1023 pixels.
    [700.26, 0x6179],
  ])('%f', (value, bits) => {
    expect(float16Bits(value)).toBe(bits);
  });

  it('returns every half-precision number to itself', () => {
    for (let bits = 0; bits < 0x7c00; bits++) {
      const exponent = bits >> 10;
      const fraction = bits & 1023;
      const value =
        exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
      if (float16Bits(value) !== bits || float16Bits(-value) !== (bits | 0x8000))
        throw new Error(`${value} became ${float16Bits(value)}, not ${bits}`);
    }
  });

  it('encodes arrays element by element', () => {
    expect([...encodeFloat16([1, -2])]).toEqual([0x3c00, 0xc000]);
  });
});
