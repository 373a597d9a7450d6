/** IEEE 754 binary16, for engines without Float16Array (node 20). */

let table: Float32Array<ArrayBuffer> | undefined;

/**
 * The value of every float16, indexed by its 16 bits; exact, since every float16 is a float32. Built once.
 * Subnormals, signed zeros, infinities and nan included.
 */
export function float16Table(): Float32Array<ArrayBuffer> {
  return (table ??= Float32Array.from({ length: 1 << 16 }, (_, bits) => decode(bits)));
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
