import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#core/formats/npyWrite.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';

const arrays = {
  scores: { dtype: 'float32', shape: [100, 10], data: new Float32Array(1000).fill(0.5) },
  track_ids: { dtype: 'int64', shape: [2], data: new BigInt64Array([3n, -1n]) },
} as const;

describe('encodeNpz', () => {
  it('holds one .npy an array, in order', () => {
    const files = unzipSync(encodeNpz(arrays));
    expect(Object.keys(files)).toEqual(['scores.npy', 'track_ids.npy']);
    expect(files['scores.npy']).toEqual(encodeNpy(arrays.scores));
    expect(files['track_ids.npy']).toEqual(encodeNpy(arrays.track_ids));
  });

  it('writes equal bytes for equal arrays, with a constant date', () => {
    const first = encodeNpz(arrays);
    expect(encodeNpz(arrays)).toEqual(first);
    // Local file header: DOS time and date at 10; 12:00:00, 1980-01-01.
    expect([...first.subarray(10, 14)]).toEqual([0x00, 0x60, 0x21, 0x00]);
  });

  it('stores at level 0 and deflates otherwise', () => {
    expect(encodeNpz(arrays, { level: 0 }).length).toBeGreaterThan(4000);
    expect(encodeNpz(arrays).length).toBeLessThan(1000);
  });
});
