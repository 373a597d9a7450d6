import { describe, expect, it } from 'vitest';
import { ProgressLine } from '#electron/cli/progressLine.ts';

/** The line that is drawn for so much time left, on a terminal. */
function drawn(secondsLeft?: number): string {
  let text = '';
  const line = new ProgressLine((more) => (text += more), true);
  line.show({ phase: 'Reproducing fig4', done: 1000, total: 2000, unit: 'parts', secondsLeft });
  return text.replace('\r\u001b[K', '');
}

describe('ProgressLine', () => {
  it.each([
    [undefined, 'Reproducing fig4 1,000 of 2,000 parts'],
    [0, 'Reproducing fig4 1,000 of 2,000 parts, 0 s left'],
    [89.2, 'Reproducing fig4 1,000 of 2,000 parts, 90 s left'],
    [150, 'Reproducing fig4 1,000 of 2,000 parts, 3 min left'],
    [3 * 3600 + 60, 'Reproducing fig4 1,000 of 2,000 parts, 3 h left'],
  ])('%s seconds left', (seconds, expected) => {
    expect(drawn(seconds)).toBe(expected);
  });
});
