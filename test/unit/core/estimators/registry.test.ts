import { describe, expect, it } from 'vitest';
import { estimators, findEstimator } from '#core/estimators/registry.ts';

describe('registry', () => {
  it('finds every estimator by its own name, once', () => {
    const names = estimators.map(({ info }) => info.name);
    expect(new Set(names).size).toBe(names.length);
    for (const estimator of estimators) expect(findEstimator(estimator.info.name)).toBe(estimator);
  });

  it('answers an unknown name with the known ones', () => {
    expect(() => findEstimator('pearsn')).toThrow(
      expect.objectContaining({ code: 'USAGE', remedy: expect.stringContaining('pearson') }),
    );
  });
});
