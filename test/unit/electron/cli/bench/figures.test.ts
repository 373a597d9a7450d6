import { describe, expect, it } from 'vitest';
import { median, table } from '#electron/cli/bench/figures.ts';

describe('median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 4, 2])).toBe(3);
    expect(median([7])).toBe(7);
  });
});

describe('table', () => {
  it('aligns names and numbers and says what each rests on', () => {
    expect(
      table('sample', [
        { name: 'open', value: 1234.5, unit: 'ms', restsOn: '3 runs' },
        { name: 'per estimate', value: 0.5, unit: 'µs', restsOn: '12 estimates' },
      ]),
    ).toEqual([
      'sample',
      '  open              1,235 ms   3 runs',
      '  per estimate       0.50 µs   12 estimates',
    ]);
  });
});
