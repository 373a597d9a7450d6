/** Preparation of samples that several estimators share. */
import { createRandom } from '../../random.ts';

/** True when all values are equal (or there are none): nothing can be learned from such a variable. */
export function isConstant(values: Float64Array): boolean {
  for (let t = 1; t < values.length; t++) if (values[t] !== values[0]) return false;
  return true;
}

/** Zero mean, unit variance (divisor T); a constant column becomes zeros. */
export function standardise(values: Float64Array): Float64Array {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2;
  const deviation = Math.sqrt(variance / values.length);
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
}

/**
 * Amplitude of the noise that separates ties, in standard deviations. Kraskov et al. (2004), section II, advise
 * 1e-10: far below any real difference, far above rounding.
 */
const jitterAmplitude = 1e-10;

/**
 * Separates equal values of a standardised column by noise of 1e-10 standard deviations. Columns without ties
 * come back as they are. The seed is a hash of the values themselves, so that a variable gets the same noise in
 * every pair, on every run, while two variables get independent noise.
 */
export function separateTies(values: Float64Array): Float64Array {
  if (!hasTies(values)) return values;
  const random = createRandom(hash(values));
  return values.map((value) => value + jitterAmplitude * random.normal());
}

function hasTies(values: Float64Array): boolean {
  const sorted = values.slice().sort();
  for (let t = 1; t < sorted.length; t++) if (sorted[t] === sorted[t - 1]) return true;
  return false;
}

/** FNV-1a over the 32-bit words of the values. */
function hash(values: Float64Array): number {
  const words = new Uint32Array(values.slice().buffer);
  let code = 0x811c9dc5;
  for (const word of words) code = Math.imul(code ^ word, 0x01000193);
  return code;
}
