import { describe, expect, it } from 'vitest';
import { coordinateVariable, pairTable, signalTable } from '#core/tracks/signals.ts';

// Two points over three frames: x then y of each.
const data = Float32Array.from([1, 2, 4, 10, 10, 7, 0, -1, -3, 5, 6, 8]);
const tracks = { frameCount: 3, pointCount: 2, dtype: 'float32', data } as const;

describe('signalTable', () => {
  it('serves positions by point and coordinate', () => {
    const table = signalTable(tracks, 'position');
    expect([table.variableCount, table.sampleCount]).toEqual([4, 3]);
    expect([...table.values(coordinateVariable(0, 1))]).toEqual([10, 10, 7]);
    expect([...table.values(coordinateVariable(1, 0))]).toEqual([0, -1, -3]);
    expect([...table.ranks(coordinateVariable(0, 1))]).toEqual([5, 5, 2]);
  });

  it('serves velocities as forward differences, one sample fewer', () => {
    const table = signalTable(tracks, 'velocity');
    expect(table.sampleCount).toBe(2);
    expect([...table.values(coordinateVariable(0, 0))]).toEqual([1, 2]);
    expect([...table.values(coordinateVariable(1, 1))]).toEqual([1, 2]);
  });

  it('decodes float16 bits', () => {
    // 0x3c00 is 1, 0xc100 is -2.5, 0x6001 is 512.5.
    const half = Uint16Array.from([0x3c00, 0xc100, 0x6001, 0]);
    const table = signalTable(
      { frameCount: 2, pointCount: 1, dtype: 'float16', data: half },
      'position',
    );
    expect([...table.values(0)]).toEqual([1, -2.5]);
    expect([...table.values(1)]).toEqual([512.5, 0]);
    expect([...table.ranks(0), ...table.ranks(1)]).toEqual([4, 2, 4, 2]);
  });

  it('ranks differences of float16 numbers by their values', () => {
    // 0, 1, 2, 1: bits whose differences would order otherwise.
    const half = Uint16Array.from([0, 0x3c00, 0x4000, 0x3c00, 0, 0, 0, 0]);
    const table = signalTable(
      { frameCount: 4, pointCount: 1, dtype: 'float16', data: half },
      'velocity',
    );
    expect([...table.ranks(0)]).toEqual([5, 5, 2]);
  });

  it('ranks a variable once', () => {
    const table = signalTable(tracks, 'position');
    expect(table.ranks(2)).toBe(table.ranks(2));
  });
});

describe('pairTable', () => {
  it('serves the two columns of each pair', () => {
    const table = pairTable(Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]), 2, 2);
    expect([...table.values(0)]).toEqual([1, 3]);
    expect([...table.values(3)]).toEqual([6, 8]);
    expect([...table.ranks(1)]).toEqual([2, 4]);
  });
});
