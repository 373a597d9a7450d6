import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#core/formats/npyWrite.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const headerText = (file: Uint8Array) => {
  const length = file[8] + 256 * file[9];
  return new TextDecoder('latin1').decode(file.subarray(10, 10 + length));
};

describe('encodeNpy', () => {
  it('writes the bytes that numpy.save writes', () => {
    const file = encodeNpy({ dtype: 'bool', shape: [2, 2], data: new Uint8Array([1, 0, 0, 1]) });
    const head =
      "\u0001\u0000v\u0000{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }".padEnd(121) +
      '\n';
    expect(hex(file)).toBe(
      `934e554d5059${Buffer.from(head, 'latin1').toString('hex')}${'01000001'}`,
    );
  });

  it.each([
    [{ dtype: 'float16', shape: [3], data: new Uint16Array(3) }, '<f2', '(3,)', 6],
    [{ dtype: 'int32', shape: [0], data: new Int32Array(0) }, '<i4', '(0,)', 0],
    [{ dtype: 'int64', shape: [], data: new BigInt64Array(1) }, '<i8', '()', 8],
    [{ dtype: 'float32', shape: [2, 1, 3], data: new Float32Array(6) }, '<f4', '(2, 1, 3)', 24],
    [{ dtype: 'float64', shape: [1], data: new Float64Array(1) }, '<f8', '(1,)', 8],
    [{ dtype: 'uint8', shape: [4], data: new Uint8Array(4) }, '|u1', '(4,)', 4],
    [{ dtype: 'unicode', shape: [2], data: ['ab', 'c'] }, '<U2', '(2,)', 16],
  ] as const)('names type and shape, and aligns the data: %o', (array, descr, shape, bytes) => {
    const file = encodeNpy(array);
    const header = headerText(file);
    expect(header).toContain(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`);
    expect(header.endsWith('\n')).toBe(true);
    expect((10 + header.length) % 64).toBe(0);
    expect(file.length - 10 - header.length).toBe(bytes);
  });

  it('writes only the view, not its whole buffer', () => {
    const data = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    const file = encodeNpy({ dtype: 'float32', shape: [2], data });
    expect([...new Float32Array(file.buffer.slice(file.length - 8))]).toEqual([2, 3]);
  });

  it('pads texts with zeros, by code point', () => {
    const file = encodeNpy({ dtype: 'unicode', shape: [2], data: ['a', '😀b'] });
    expect([...new Uint32Array(file.buffer.slice(file.length - 16))]).toEqual([
      0x61, 0, 0x1f600, 0x62,
    ]);
  });

  it('refuses a shape that does not hold the data', () => {
    const array = { dtype: 'uint8', shape: [2, 3], data: new Uint8Array(5) } as const;
    expect(() => encodeNpy(array)).toThrow('shape (2, 3) does not hold 5');
  });
});
