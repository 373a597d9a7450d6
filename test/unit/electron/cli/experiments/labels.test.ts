import { describe, expect, it } from 'vitest';
import { shownMethods } from '#electron/cli/experiments/support/compared.ts';
import { methodLabel } from '#electron/cli/experiments/support/labels.ts';

describe('methodLabel', () => {
  it.each([
    ['oracle', 'oracle'],
    ['ksg', 'KSG'],
    ['infonet', 'InfoNet'],
    ['infonet.dv', 'InfoNet, table alone'],
    ['infonet:weights=fast', 'InfoNet (network fast)'],
    ['mine:iterations=500', 'MINE (iterations 500)'],
  ])('%s is %s', (method, label) => expect(methodLabel(method)).toBe(label));
});

describe('shownMethods', () => {
  it('leaves out the oracle and the fast network’s table', () => {
    expect(
      shownMethods([
        'oracle',
        'infonet',
        'infonet.dv',
        'infonet:weights=fast',
        'infonet:weights=fast.dv',
        'ksg:k=5',
      ]),
    ).toEqual(['infonet', 'infonet.dv', 'infonet:weights=fast', 'ksg:k=5']);
  });
});
