import { describe, expect, it } from 'vitest';
import { ksgEstimator } from '#core/estimators/ksg.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import { estimators } from '#core/estimators/registry.ts';
import {
  distinctEstimators,
  formatEstimator,
  parseEstimator,
  parseEstimators,
} from '#core/estimators/spec.ts';

describe('an estimator as one word', () => {
  it('fills in the defaults, and leaves them out again', () => {
    expect(parseEstimator('ksg:k=5')).toEqual({
      estimator: 'ksg',
      options: { k: 5, algorithm: '1' },
    });
    expect(formatEstimator(parseEstimator('ksg:algorithm=2:k=5'))).toBe('ksg:k=5:algorithm=2');
    expect(formatEstimator(parseEstimator('ksg:k=3:algorithm=1'))).toBe('ksg');
    expect(formatEstimator({ estimator: 'kde', options: {} })).toBe('kde');
  });

  it('reads lists, spaces after commas included', () => {
    expect(parseEstimators('pearson, ksg:k=2,kde:bandwidth=scott').map(formatEstimator)).toEqual([
      'pearson',
      'ksg:k=2',
      'kde:bandwidth=scott',
    ]);
  });

  it('is one choice however it is spelt', () => {
    const choices = parseEstimators('ksg,pearson,ksg:k=3,ksg:k=5,infonet,infonet:weights=accurate');
    expect(distinctEstimators(choices).map(formatEstimator)).toEqual([
      'ksg',
      'pearson',
      'ksg:k=5',
      'infonet',
    ]);
  });

  it.each([
    ['ksgg', "'ksgg'", 'pearson, spearman'],
    ['ksg:m=3', "no option 'm'", 'k, algorithm'],
    ['pearson:k=3', "no option 'k'", 'no options'],
    ['ksg:k=51', 'k=51', 'from 1 to 50'],
    ['ksg:k=2.5', 'k=2.5', 'whole number'],
    ['ksg:k=', 'k=', 'whole number'],
    ['ksg:algorithm=3', 'algorithm=3', 'one of 1, 2'],
    ['ksg:k', "'k' in 'ksg:k'", 'NAME:OPTION=VALUE'],
    ['', "''", 'pearson'],
  ])('refuses %j with the good ones', (text, message, remedy) => {
    expect(() => parseEstimator(text)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      }),
    );
  });
});

describe('options', () => {
  it('takes numbers and words alike, as the contract carries them', () => {
    expect(resolveOptions(ksgEstimator.info, { algorithm: 2 })).toEqual({ k: 3, algorithm: '2' });
    expect(resolveOptions(ksgEstimator.info, { k: '7' })).toEqual({ k: 7, algorithm: '1' });
  });

  it('every default is one of the values that its option takes', () => {
    for (const { info } of estimators) {
      const defaults = Object.fromEntries(info.options.map((o) => [o.name, o.default]));
      expect(resolveOptions(info, defaults)).toEqual(defaults);
    }
  });
});
