import { describe, expect, it } from 'vitest';
import { variableCells } from '#core/copula/cells.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { additiveUniform } from '#core/infonet/evaluation/knownCopulas.ts';
import { createExtents, extentCount } from '#core/infonet/extents.ts';
import { createRandom } from '#core/random.ts';

function extentsOf(x: ArrayLike<number>, y: ArrayLike<number>, write = createExtents(x.length)) {
  const [a, b] = [x, y].map((v) => variableCells(doubledMidranks(Float64Array.from(v))));
  const out = new Float32Array(extentCount + 2).fill(7);
  write(a, b, out, 1);
  expect([out[0], out[extentCount + 1]]).toEqual([7, 7]);
  return [...out.subarray(1, extentCount + 1)];
}

const expectNear = (found: number[], expected: number[], tolerance = 1e-6) =>
  expected.forEach((v, i) => expect(Math.abs(found[i] - v), `extent ${i}`).toBeLessThan(tolerance));

/** Written down as the description has it, without a thought of speed. */
function slowly(x: number[], y: number[]): number[] {
  const ranks = [x, y].map((v) => [...doubledMidranks(Float64Array.from(v))]);
  const all = 2 * x.length;
  const log = (extent: number) => -Math.log((extent + 1) / all);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const range = (values: number[]) => Math.max(...values) - Math.min(...values);
  const meanLog = (places: number[], values: number[], halved: number, left?: boolean[]) => {
    const cells = places.map((place, t) => (left?.[t] ? NaN : Math.floor(place / 2 ** halved)));
    return mean(
      cells.map((c) => (Number.isNaN(c) ? 0 : log(range(values.filter((_, t) => cells[t] === c))))),
    );
  };
  const levels = Array.from({ length: 7 }, (_, level) => level);
  const cells = ranks.map((r) => r.map((rank) => Math.floor(((rank - 1) * 256) / all)));
  const widths = (axis: number, values: number[]) =>
    Array.from({ length: 256 }, (_, c) => {
      const upTo = values.filter((_, t) => cells[axis][t] <= c);
      const from = values.filter((_, t) => cells[axis][t] >= c);
      return upTo.length && from.length ? Math.max(Math.max(...upTo) - Math.min(...from), 0) : 0;
    });
  const turned = ranks.map((r) => r.map((rank) => all + 2 - rank));
  const [rising, falling] = [ranks, turned].map((r) => [widths(0, r[1]), widths(1, r[0])]);
  const total = (sides: number[][]) => sides.flat().reduce((a, b) => a + b, 0);
  const rises = total(rising) < total(falling);
  const numbers = (rises ? rising : falling).map((w) => [
    log(mean(w)),
    log(Math.sqrt(mean(w.map((v) => v * v)))),
    mean(w.map(log)),
  ]);
  const v = rises ? ranks[1] : turned[1];
  const along = v.map((rank, t) => {
    const beyond = rank + ranks[0][t] - all - 2;
    const step = Math.floor(((Math.abs(beyond) - 1) * 64) / (2 * all));
    return beyond > 0 ? 32 + step : 31 - step;
  });
  const inMiddle = v.map((rank, t) => rank + ranks[0][t] === all + 2);
  const across = v.map((rank, t) => rank - ranks[0][t]);
  return [
    ...levels.map(
      (level) => (meanLog(cells[0], ranks[1], level) + meanLog(cells[1], ranks[0], level)) / 2,
    ),
    ...numbers[0].map((_, i) => Math.max(numbers[0][i], numbers[1][i])),
    ...numbers[0].map((_, i) => Math.min(numbers[0][i], numbers[1][i])),
    ...levels.map((level) => meanLog(along, across, level, inMiddle)),
  ];
}

describe('extents', () => {
  const random = createRandom(8);
  const x = Array.from({ length: 300 }, () => random.normal());
  const noisy = x.map((v) => v + 0.4 * random.normal());

  it.each([
    ['a rising relation', x, noisy],
    ['a falling one, rounded', x.map((v) => Math.round(4 * v)), noisy.map((v) => -v)],
    ['independent variables', x, x.map(() => random.normal())],
    ['three samples', [1, 2, 3], [3, 1, 2]],
  ])('are what their description says: %s', (_, a, b) => {
    expectNear(extentsOf(a, b), slowly(a, b));
  });

  it('of a perfect relation are known', () => {
    const line = Array.from({ length: 512 }, (_, i) => i);
    const found = extentsOf(line, line);
    // 512 / G samples in each of G cells; between the envelopes what lies in a cell; nothing across the diagonal.
    const within = [256, 128, 64, 32, 16, 8, 4].map((g) => -Math.log((1024 / g - 1) / 1024));
    const widths = Array.from({ length: 6 }, () => -Math.log(3 / 1024));
    const across = Array.from({ length: 7 }, () => Math.log(1024));
    expectNear(found, [...within, ...widths, ...across]);
    expect(
      extentsOf(
        line,
        line.map((v) => -v),
      ),
    ).toEqual(found);
  });

  it.each([
    ['rising', noisy],
    ['falling', noisy.map((v) => -v)],
  ])('stay when x and y change places: %s', (_, y) => {
    expectNear(extentsOf(y, x), extentsOf(x, y));
  });

  it('keep nothing of the pair before', () => {
    const write = createExtents(300);
    const first = extentsOf(x, noisy, write);
    extentsOf(noisy, x.map(Math.round), write);
    expect(extentsOf(x, noisy, write)).toEqual(first);
  });

  it('say how much a band with edges tells, but for what samples do not reach', () => {
    const { information, distribution } = additiveUniform(0.1);
    const { x, y } = distribution.draw(createRandom(1), 20_000);
    const [width] = extentsOf(x, y).slice(9, 10);
    // An envelope stays within the edge by about the root of the area that holds one sample.
    expect(width).toBeGreaterThan(information);
    expect(width).toBeLessThan(information + 0.04);
  });

  it('stay finite for constants and very short samples', () => {
    for (const values of [[1, 1, 1, 1], [3], [1, 2]])
      expect(extentsOf(values, values).every(Number.isFinite)).toBe(true);
  });
});
