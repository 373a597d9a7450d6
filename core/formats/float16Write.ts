/** IEEE 754 binary16, encoded. */

const bits = new DataView(new ArrayBuffer(8));

/**
 * The 16 bits of the half-precision number nearest to a double; ties go to the even one, in one rounding
 * (IEEE 754-2019, 4.3.1), as numpy's astype(float16) does.
 *
 * Magnitudes of 65520 and more become infinity; any NaN becomes 0x7e00.
 */
export function float16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const sign = (high >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24);
  const exponent = ((high >>> 20) & 0x7ff) - 1023;
  // A significand that rounds up to 2048 carries into the exponent by itself.
  return sign + ((exponent + 14) << 10) + roundEven(magnitude * 2 ** (10 - exponent));
}

/** `float16Bits` of every element. */
export function encodeFloat16(values: ArrayLike<number>): Uint16Array {
  const encoded = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) encoded[index] = float16Bits(values[index]);
  return encoded;
}

function roundEven(value: number): number {
  const whole = Math.floor(value);
  const rest = value - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole;
}
