import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ksg, ksgSide, type KsgOptions } from '#core/estimators/support/ksg.ts';
import { createRandom } from '#core/random.ts';
import { describeWithData, sharedData } from '../../../support/sharedData.ts';

const estimate = (x: Float64Array[], y: Float64Array[], options: KsgOptions) =>
  ksg(ksgSide(x), ksgSide(y), options);

/** Columns of a text file of numbers; a line of comment starts with %. */
function columns(name: string): Float64Array[] {
  const rows = readFileSync(sharedData('mi', name), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('%'))
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows[0].map((_, c) => Float64Array.from(rows, (row) => row[c]));
}

describeWithData('mi', "KSG algorithm 2 against Kraskov's MILCA", () => {
  // The published values have eight decimals.
  it.each([
    [1, -0.05294175],
    [2, -0.03944338],
    [3, -0.02190217],
    [4, 0.00120807],
    [5, -0.00924771],
    [6, -0.00316402],
    [10, -0.00778205],
    [15, -0.00565778],
  ])('two random columns, k = %d', (k, expected) => {
    const [x, y] = columns('2randomCols-1.txt');
    expect(estimate([x], [y], { k, algorithm: 2 })).toBeCloseTo(expected, 6);
  });

  it.each([
    ['4ColsPairedDirectDependence-1.txt', [5.00322122, 4.29011291, 3.91312749, 3.69192886]],
    ['4ColsPairedNoisyDependence-1.txt', [0.3373897, 0.36251531, 0.34708687, 0.36200563]],
  ])('two columns against two: %s', (name, expected) => {
    const [a, b, c, d] = columns(name);
    expected.forEach((value, i) =>
      expect(estimate([a, b], [c, d], { k: i + 1, algorithm: 2 })).toBeCloseTo(value, 6),
    );
  });
});

it.each([1, 2] as const)('algorithm %d finds the closed form of a Gaussian', (algorithm) => {
  const random = createRandom(1);
  const rho = 0.75;
  const x = Float64Array.from({ length: 4000 }, () => random.normal());
  const y = x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * random.normal());
  // Its standard error at N = 4000 is about 0.016: three of them.
  const truth = -0.5 * Math.log(1 - rho * rho);
  expect(Math.abs(estimate([x], [y], { k: 3, algorithm }) - truth)).toBeLessThan(0.048);
});

it('ties give the same number on every run, and k out of range is refused', () => {
  const x = Float64Array.from({ length: 100 }, (_, t) => t % 7);
  const y = Float64Array.from({ length: 100 }, (_, t) => t % 5);
  const once = estimate([x], [y], { k: 3, algorithm: 1 });
  expect(Number.isFinite(once)).toBe(true);
  expect(estimate([x], [y], { k: 3, algorithm: 1 })).toBe(once);
  expect(() => estimate([x], [y], { k: 100, algorithm: 1 })).toThrow(/from 1 to N - 1 = 99/);
});
