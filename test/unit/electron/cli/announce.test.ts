import { describe, expect, it } from 'vitest';
import { announce, roughDuration } from '#electron/cli/announce.ts';
import type { CommandContext } from '#electron/cli/context.ts';

describe('announce', () => {
  const told = async (estimator: string) => {
    const notes: string[] = [];
    const context = { note: (line: string) => void notes.push(line) } as CommandContext;
    let measured = 0;
    await announce(context, estimator, async () => {
      measured += 1;
      return { pairs: 3034, secondsPerPair: 0.9, seconds: 2730.6 };
    });
    return { notes, measured };
  };

  it('measures a slow estimator and says how long it will take', async () => {
    expect(await told('mine')).toEqual({
      notes: ['MINE: 3,034 pairs, about 46 min'],
      measured: 1,
    });
  });

  it('does not keep a fast one waiting', async () => {
    expect(await told('pearson')).toEqual({ notes: [], measured: 0 });
  });
});

it.each([
  [0.2, 'less than 1 s'],
  [1.4, 'about 1 s'],
  [99.4, 'about 99 s'],
  [100, 'about 2 min'],
  [2700, 'about 45 min'],
  [5969, 'about 99 min'],
  [5970, 'about 2 h'],
  [68_400, 'about 19 h'],
])('%d seconds are %s', (seconds, words) => expect(roughDuration(seconds)).toBe(words));
