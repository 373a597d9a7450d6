import { describe, expect, it } from 'vitest';
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { estimators } from '#core/estimators/registry.ts';

describe('estimatorColour', () => {
  it('is the same with options and without', () => {
    expect(estimatorColour('ksg:k=5:algorithm=2')).toBe(estimatorColour('ksg'));
  });

  it('differs between the estimators that there are', () => {
    const colours = estimators.map(({ info }) => estimatorColour(info.name));
    expect(new Set(colours).size).toBe(estimators.length);
  });

  it('has a contrast of at least 3 to 1 on white', () => {
    for (const { info } of estimators) {
      const colour = estimatorColour(info.name);
      const [r, g, b] = [1, 3, 5].map((at) => {
        const share = parseInt(colour.slice(at, at + 2), 16) / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      expect(1.05 / (luminance + 0.05), info.name).toBeGreaterThanOrEqual(3);
    }
  });

  it('gives an unknown name a colour, always the same', () => {
    expect(estimatorColour('something-new')).toMatch(/^#[0-9a-f]{6}$/);
    expect(estimatorColour('something-new')).toBe(estimatorColour('something-new:a=1'));
  });

  it('does not take names of built-in properties for estimators', () => {
    expect(estimatorColour('constructor')).toMatch(/^#[0-9a-f]{6}$/);
  });
});
