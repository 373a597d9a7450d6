import { describe, expect, it } from 'vitest';
import { npyNumbers, readNpy, type NpyArray } from '#core/formats/npy.ts';
import { createNpyDecoder, type NpyData } from '#core/formats/npyDecoder.ts';
import numpy from '../../../fixtures/numpy/arrays.json' with { type: 'json' };
import { npyFile } from '../../../support/npyFile.ts';

/** Bytes written by NumPy itself. */
const written = (name: keyof typeof numpy.arrays) =>
  new Uint8Array(Buffer.from(numpy.arrays[name].base64, 'base64'));

function arrayOf(bytes: Uint8Array): NpyArray {
  const outcome = readNpy(bytes, 'a.npy');
  if (outcome.kind !== 'array') throw new Error(outcome.reason);
  return outcome.array;
}

describe('arrays that NumPy wrote', () => {
  it('reads float16 as raw bits and as the exact numbers they stand for', () => {
    const array = arrayOf(written('float16'));
    expect(array).toMatchObject({ dtype: 'float16', shape: [2, 3] });
    expect(array.data[0]).toBe(0x3e00);
    expect([...npyNumbers(array)]).toEqual([
      1.5,
      -0.0999755859375,
      65504,
      Infinity,
      -Infinity,
      2 ** -24,
    ]);
  });

  it('reads big-endian Fortran order, version 2, into C order', () => {
    expect([...arrayOf(written('bigEndianFortranVersion2')).data]).toEqual([0, 1, 2, 3, 4, 5]);
    const cube = arrayOf(written('fortranCube'));
    expect(cube.shape).toEqual([2, 3, 4]);
    expect([...cube.data]).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });

  it('reads 64-bit integers, bool and a scalar', () => {
    expect([...arrayOf(written('int64')).data]).toEqual([-1n, 2n ** 53n + 2n, -(2n ** 40n)]);
    expect([...arrayOf(written('bool')).data]).toEqual([1, 0, 1]);
    const scalar = arrayOf(written('scalar'));
    expect(scalar.shape).toEqual([]);
    expect([...scalar.data]).toEqual([7]);
  });

  it.each(['object', 'recordVersion3', 'text'] as const)('skips %s with a reason', (name) => {
    expect(readNpy(written(name), 'trajs_3d.npy')).toMatchObject({
      kind: 'skipped',
      reason: expect.stringMatching(/^trajs_3d\.npy holds .*, not numbers$/),
    });
  });
});

describe('every number type in both byte orders', () => {
  const cases: [string, NpyData, number[]][] = [
    ['i1', Int8Array.of(-128, 127), [-128, 127]],
    ['u1', Uint8Array.of(0, 255), [0, 255]],
    ['i2', Int16Array.of(-32768, 258), [-32768, 258]],
    ['u2', Uint16Array.of(258, 65535), [258, 65535]],
    ['i4', Int32Array.of(-(2 ** 31), 16909060), [-(2 ** 31), 16909060]],
    ['u4', Uint32Array.of(2 ** 32 - 1, 16909060), [2 ** 32 - 1, 16909060]],
    ['i8', BigInt64Array.of(-2n, 2n ** 40n), [-2, 2 ** 40]],
    ['u8', BigUint64Array.of(3n, 2n ** 40n), [3, 2 ** 40]],
    ['f4', Float32Array.of(0.1, -Infinity), [Math.fround(0.1), -Infinity]],
    ['f8', Float64Array.of(0.1, Number.NaN), [0.1, Number.NaN]],
  ];
  it.each(cases)('%s', (type, data, numbers) => {
    const little = npyFile({ descr: `<${type}`, shape: [2] }, data);
    expect([...npyNumbers(arrayOf(little))]).toEqual(numbers);
    const swapped = Buffer.from(data.buffer.slice(0));
    for (let i = 0; i < swapped.length; i += data.BYTES_PER_ELEMENT)
      swapped.subarray(i, i + data.BYTES_PER_ELEMENT).reverse();
    const big = npyFile({ descr: `>${type}`, shape: [2], version: 3 }, swapped);
    expect([...npyNumbers(arrayOf(big))]).toEqual(numbers);
  });
});

it('reads an array of nothing', () => {
  const empty = npyFile({ descr: '<f4', shape: [0, 5] }, new Uint8Array(0));
  expect(arrayOf(empty)).toMatchObject({ shape: [0, 5], data: new Float32Array(0) });
});

describe('damaged files', () => {
  const honest = npyFile({ descr: '<f4', shape: [4] }, Float32Array.of(1, 2, 3, 4));
  it.each([
    ['text', Buffer.from('hello, world'), /does not begin like a NumPy array/],
    ['a cut header', honest.subarray(0, 40), /ends within its header/],
    ['nothing', honest.subarray(0, 0), /ends within its header/],
    ['cut numbers', honest.subarray(0, -1), /too short: its header promises 16 bytes .* it has 15/],
    [
      'numbers too many',
      Buffer.concat([honest, Buffer.alloc(3)]),
      /too long: .* 16 bytes .* it has 19/,
    ],
    [
      'an impossible shape',
      npyFile({ descr: '<f4', shape: [2 ** 50, 2 ** 50] }, honest),
      /impossible shape/,
    ],
    [
      'an unknown version',
      Buffer.concat([honest.subarray(0, 6), Buffer.from([9]), honest.subarray(7)]),
      /version 9/,
    ],
    ['a header without shape', Buffer.from(honest).fill('x', 10, 80), /without descr/],
  ])('%s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'a.npy')).toThrowError(message);
    expect(() => readNpy(bytes, 'a.npy')).toThrowError(
      expect.objectContaining({ code: 'BAD_INPUT', file: 'a.npy', remedy: expect.any(String) }),
    );
  });
});

describe('in chunks', () => {
  const values = Float32Array.from({ length: 100 }, (_, i) => i / 3);
  const bytes = npyFile({ descr: '<f4', shape: [20, 5] }, values);

  /** Decodes with a given size of chunks and blocks. */
  function decode(chunk: number, blockElements: number): { starts: number[]; got: number[] } {
    const starts: number[] = [];
    const got: number[] = [];
    const decoder = createNpyDecoder({ file: 'a.npy', totalBytes: bytes.length }, () => ({
      blockElements,
      block(block, start) {
        starts.push(start);
        got.push(...(block as Float32Array));
      },
    }));
    for (let at = 0; at < bytes.length; at += chunk) decoder.push(bytes.subarray(at, at + chunk));
    expect(decoder.end().shape).toEqual([20, 5]);
    return { starts, got };
  }

  it.each([1, 3, 7, 64, 1000])('gives the same numbers in chunks of %d bytes', (chunk) => {
    expect(decode(chunk, 5).got).toEqual([...values]);
  });

  it('gives whole blocks, the last one shorter', () => {
    expect(decode(7, 30).starts).toEqual([0, 30, 60, 90]);
    expect(decode(1000, 1000).starts).toEqual([0]);
  });

  it('refuses a lying header before any memory is asked for', () => {
    const opened: string[] = [];
    const lie = npyFile({ descr: '<f8', shape: [1e9, 1e5] }, new Uint8Array(8));
    const decoder = createNpyDecoder({ file: 'a.npy', totalBytes: lie.length }, () => {
      opened.push('asked');
      throw new Error('not reached');
    });
    expect(() => decoder.push(lie)).toThrowError(/too short/);
    expect(opened).toEqual([]);
  });

  it('notices a short and a long stream of unknown length', () => {
    const sink = () => ({ blockElements: 8, block: () => {} });
    const short = createNpyDecoder({ file: 'a.npy' }, sink);
    short.push(bytes.subarray(0, -4));
    expect(() => short.end()).toThrowError(/ends after 396 of the 400 bytes/);
    const long = createNpyDecoder({ file: 'a.npy' }, sink);
    long.push(bytes);
    expect(() => long.push(Buffer.from([0]))).toThrowError(/more than the 400 bytes/);
  });
});
