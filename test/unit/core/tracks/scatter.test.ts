import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/random.ts';
import { createNpyDecoder } from '#core/formats/npyDecoder.ts';
import { encodeFloat16, float16Bits } from '#core/formats/float16Write.ts';
import { trajectorySink, visibilitySink } from '#core/tracks/scatter.ts';
import { bitAt, createTrajectoryData, visibilityBytes } from '#core/tracks/trajectories.ts';
import { npyFile } from '../../../support/npyFile.ts';

// More frames than one block takes, and not a multiple of it.
const [T, N] = [131, 9];
const random = createRandom(1);
/** value[t][n][c] in C order. */
const values = Float32Array.from({ length: T * N * 2 }, () => random.normal() * 500);
const at = (t: number, n: number, c: number) => values[(t * N + n) * 2 + c];

/** The same numbers with the first axis fastest. */
function fortranOrder(): Float32Array {
  const sorted = new Float32Array(values.length);
  for (let t = 0; t < T; t++)
    for (let n = 0; n < N; n++)
      for (let c = 0; c < 2; c++) sorted[t + T * (n + N * c)] = at(t, n, c);
  return sorted;
}

describe('trajectories into (N, 2, T)', () => {
  const cases = {
    'C order': npyFile({ descr: '<f4', shape: [T, N, 2] }, values),
    'Fortran order': npyFile({ descr: '<f4', shape: [T, N, 2], fortran: true }, fortranOrder()),
  };
  it.each(Object.entries(cases))('%s', (_, bytes) => {
    const target = createTrajectoryData('float32', values.length);
    const decoder = createNpyDecoder({ file: 'a' }, (header) => trajectorySink(header, target));
    for (let i = 0; i < bytes.length; i += 1000) decoder.push(bytes.subarray(i, i + 1000));
    decoder.end();
    const wrong: string[] = [];
    for (let t = 0; t < T; t++)
      for (let n = 0; n < N; n++)
        for (let c = 0; c < 2; c++)
          if (target[(2 * n + c) * T + t] !== at(t, n, c)) wrong.push(`${t},${n},${c}`);
    expect(wrong).toEqual([]);
  });

  it('keeps float16 as bits', () => {
    const halves = encodeFloat16(values);
    const target = createTrajectoryData('float16', values.length);
    const decoder = createNpyDecoder({ file: 'a' }, (header) => trajectorySink(header, target));
    decoder.push(npyFile({ descr: '<f2', shape: [T, N, 2] }, halves));
    decoder.end();
    expect(target[(2 * 4 + 1) * T + 77]).toBe(float16Bits(at(77, 4, 1)));
  });
});

describe('visibility into (N, T) bits', () => {
  const codes = Uint8Array.from({ length: T * N }, () => random.integer(3));
  const transposed = Uint8Array.from(
    { length: T * N },
    (_, i) => codes[(i % T) * N + Math.floor(i / T)],
  );

  function read(
    bytes: Uint8Array,
    test: (v: number) => boolean,
    bits: Uint8Array,
    combine: 'set' | 'clear',
  ) {
    const decoder = createNpyDecoder({ file: 'v' }, (header) =>
      visibilitySink(header, bits, test, combine),
    );
    decoder.push(bytes);
    decoder.end();
  }

  it.each([
    ['C order', npyFile({ descr: '|u1', shape: [T, N] }, codes)],
    ['Fortran order', npyFile({ descr: '|u1', shape: [T, N], fortran: true }, transposed)],
    [
      '64-bit integers',
      npyFile({ descr: '<i8', shape: [T, N] }, BigInt64Array.from(codes, BigInt)),
    ],
    ['float16', npyFile({ descr: '<f2', shape: [T, N] }, encodeFloat16(codes))],
  ])('%s', (_, bytes) => {
    const bits = new Uint8Array(visibilityBytes(T, N));
    read(bytes, (value) => value === 1, bits, 'set');
    const wrong: string[] = [];
    for (let t = 0; t < T; t++)
      for (let n = 0; n < N; n++)
        if (bitAt(bits, n * T + t) !== (codes[t * N + n] === 1)) wrong.push(`${t},${n}`);
    expect(wrong).toEqual([]);
  });

  it('clears where a second array is false, and sets nothing', () => {
    const bits = new Uint8Array(visibilityBytes(T, N));
    const bytes = npyFile({ descr: '|u1', shape: [T, N] }, codes);
    read(bytes, (value) => value > 0, bits, 'set');
    read(bytes, (value) => value !== 2, bits, 'clear');
    for (let i = 0; i < T * N; i++)
      expect(bitAt(bits, i)).toBe(codes[(i % T) * N + Math.floor(i / T)] === 1);
  });
});
