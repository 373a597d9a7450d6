import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/random.ts';
import { exactCurve, operatingPoint } from '#core/metrics/precisionRecall.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';

/** A broad background, an object of a few per cent above it, and the pick's score with itself far above all. */
function mapOfObject(seed: number, background: number, object: number) {
  const random = createRandom(seed);
  const scores: number[] = [];
  const truth: number[] = [];
  for (let i = 0; i < background; i++) {
    scores.push(1 + 0.2 * random.normal());
    truth.push(0);
  }
  for (let i = 0; i < object; i++) {
    scores.push(2.4 + 0.3 * random.normal());
    truth.push(1);
  }
  scores.push(6.5);
  truth.push(1);
  return { scores, truth };
}

describe('autoThreshold', () => {
  it('is where entropy is greatest in a table done by hand', () => {
    // Eight bins of width 1 over [0, 8]: counts 8 8 0 0 0 1 1 2 (fewer than 96 scores: 8 bins).
    // Cut after bin 1: ln 2 + entropy of (1, 1, 2) = 0.693 + 1.040; after bin 0: 0 + 0.937;
    // after bin 5: 0.865 + 0.637; cuts from 2 to 5 are the same: their middle is 3.5.
    const counts = [8, 8, 0, 0, 0, 1, 1, 2];
    const scores = [0, 8, ...counts.flatMap((count, bin) => Array<number>(count).fill(bin + 0.5))];
    scores.splice(scores.indexOf(0.5), 1);
    scores.splice(scores.indexOf(7.5), 1);
    expect(autoThreshold(scores)).toBe(3.5);
  });

  it('lies in the middle of the gap between two groups', () => {
    // Bins of 0.45 from 0.4: the lower group fills the first, the upper one the last.
    expect(autoThreshold([0.4, 0.5, 0.4, 0.5, 3.9, 4])).toBeCloseTo(2.2, 12);
  });

  it.each([0.01, 0.05, 0.2, 0.5])(
    'finds an object of a share of %d under a pick that scores far above all',
    (share) => {
      const { scores, truth } = mapOfObject(7, 2000, Math.round(2000 * share));
      const { f1 } = operatingPoint(exactCurve(scores, truth).points, autoThreshold(scores));
      // The cut may fall into the thin end of the background: a few of its 2000 points, of 20 of the object.
      expect(f1).toBeGreaterThan(0.85);
    },
  );

  it('leaves NaN out and does not mind the order', () => {
    const { scores } = mapOfObject(3, 400, 40);
    const threshold = autoThreshold(scores);
    expect(autoThreshold([NaN, ...scores].reverse())).toBeCloseTo(threshold, 12);
  });

  it('tells distances near 0 apart by their logarithm, whatever the far ones are', () => {
    // The pick with itself, an object within 2 pixels, all else around 100.
    const random = createRandom(2);
    const distances = [
      0,
      ...Array.from({ length: 40 }, (_, i) => 0.3 + i / 25),
      ...Array.from({ length: 500 }, () => 100 * Math.exp(0.4 * random.normal())),
    ];
    const threshold = autoThreshold(
      distances.map((distance) => -distance),
      'pixels',
    );
    expect(threshold).toBeLessThan(-1.8);
    // Of the background no more than its thin end, 4 %.
    expect(distances.slice(41).filter((distance) => -distance >= threshold).length).toBeLessThan(
      20,
    );
    // All alike: that value, and the highest score is always selected.
    expect(autoThreshold([-3, -3], 'pixels')).toBe(-3);
    expect(autoThreshold([-5, -0], 'pixels')).toBeLessThanOrEqual(0);
  });

  it('tells correlations near 1 apart by their mutual information', () => {
    // 0.2 to 0.91 are chance, 0.995 and more the object. One bin, an eighth of a nat, is 0.02 at 0.9.
    const scores = [
      ...Array.from({ length: 300 }, (_, i) => 0.2 + i / 420),
      ...Array.from({ length: 20 }, (_, i) => 0.995 + i / 5000),
      1,
    ];
    const threshold = autoThreshold(scores, 'correlation');
    expect(threshold).toBeGreaterThan(0.89);
    expect(threshold).toBeLessThanOrEqual(0.995);
  });

  it('selects the highest score at least', () => {
    expect(autoThreshold([2, 2, 2])).toBe(2);
    expect(autoThreshold([1, 2])).toBe(1.5);
    expect(autoThreshold([1, 1 + 1e-12])).toBeLessThanOrEqual(1 + 1e-12);
    expect(autoThreshold([])).toBe(0);
    expect(autoThreshold([0.3, 0.3], 'correlation')).toBe(0.3);
    expect(autoThreshold([-0.5, -0.2], 'correlation')).toBe(-0.2);
    expect(autoThreshold([0.2, 1], 'correlation')).toBeLessThanOrEqual(1);
  });
});
