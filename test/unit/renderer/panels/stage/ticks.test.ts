import { expect, it } from 'vitest';
import { formatFrame, formatScore } from '#renderer/panels/stage/format.ts';
import { roundTicks } from '#renderer/panels/stage/ticks.ts';

it('places round numbers within the range', () => {
  expect(roundTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(roundTicks(0, 4.1, 5)).toEqual([0, 1, 2, 3, 4]);
  expect(roundTicks(-0.07, 0.33, 4)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(roundTicks(0, 1e-5, 2)).toEqual([0, 5e-6, 1e-5]);
});

it('falls back to one tick where there is no range', () => {
  expect(roundTicks(2, 2, 5)).toEqual([2]);
  expect(roundTicks(2, Number.NaN, 5)).toEqual([2]);
});

it('writes scores with two decimals and no minus before a zero', () => {
  expect(formatScore(1.3649)).toBe('1.36');
  expect(formatScore(-0.004)).toBe('0.00');
  expect(formatScore(-0.4)).toBe('-0.40');
});

it('writes frames as wide as the last one', () => {
  expect(formatFrame(42, 600)).toBe('042');
  expect(formatFrame(599, 600)).toBe('599');
  expect(formatFrame(421, 1181)).toBe('0421');
});
