import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { dotsPath, tablePixels, toldAt } from '#renderer/panels/inspector/discriminant.ts';
import { rangeText, signalPath } from '#renderer/panels/inspector/signals.ts';
import { pick, section, showOpenWindow, type TestWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

const hover = ({ session }: TestWindow, track: number | undefined) =>
  act(() => session.stores.picks.getState().hover(track));

describe('the pair', () => {
  it('is the pick and the point under the pointer, and stays when the pointer leaves', async () => {
    const shown = await showOpenWindow();
    expect(section('Pair').getByText(/Point at another point/)).toBeVisible();
    await pick(shown, 1);
    hover(shown, 3);
    expect(await section('Pair').findByText('1 and 3')).toBeVisible();
    expect(shown.host.calls('pair.describe')).toEqual([
      {
        sequenceId: 's1',
        pick: 1,
        other: 3,
        options: {},
        signal: 'position',
        visibleOnly: false,
        minimumOverlap: 16,
      },
    ]);
    hover(shown, undefined);
    expect(section('Pair').getByText('1 and 3')).toBeVisible();
    expect(
      screen.getByRole('img', { name: 'Ranks of x over the discriminant table' }),
    ).toBeVisible();
  });

  it('says both numbers, and what they are', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1, 3);
    await section('Pair').findByText('1 and 3');
    const numbers = section('Pair')
      .getAllByRole('definition')
      .map((one) => one.textContent);
    expect(numbers).toEqual(['0.300', '0.100', '0.375', '0.250']);
    expect(section('Pair').getByText(/Donsker–Varadhan value/)).toBeVisible();
  });

  it('shows both signals over time, each in its own range, with the present frame', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1, 3);
    const signal = await section('Pair').findByRole('img', { name: 'x of 1 and 3 over time' });
    const { frameCount } = shown.session.stores.time.getState();
    expect(section('Pair').getAllByText(/, px$/)).toHaveLength(2);
    expect(section('Pair').getAllByText(rangeText([100, 100 + 2 * (frameCount - 1)]))).toHaveLength(
      2,
    );
    // A constant has no range.
    expect(section('Pair').getAllByText('40.00 to 40.00')).toHaveLength(2);
    const now = signal.querySelector('line')!;
    expect(now).toHaveAttribute('x1', '0');
    act(() => shown.session.stores.time.getState().show(frameCount - 1));
    expect(now).toHaveAttribute('x1', '288');
  });

  it('is neither the pick itself nor a point that the filter left out', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    hover(shown, 1);
    hover(shown, 9);
    hover(shown, 2);
    await section('Pair').findByText('1 and 2');
    expect(shown.host.calls('pair.describe').map(({ other }) => other)).toEqual([2]);
  });

  it('is not asked for while its section is folded', async () => {
    const shown = await showOpenWindow((host) => Object.assign(host.values, { folded: ['pair'] }));
    await pick(shown, 1, 3);
    expect(shown.host.calls('pair.describe')).toEqual([]);
    await shown.user.click(screen.getByRole('button', { name: 'Pair' }));
    expect(await section('Pair').findByText('1 and 3')).toBeVisible();
  });

  it('says why two points cannot be compared', async () => {
    const shown = await showOpenWindow();
    shown.host.fail('pair.describe', new ComoveError('USAGE', 'They share 3 visible frames.'));
    await pick(shown, 1, 3);
    expect(await section('Pair').findByText('They share 3 visible frames.')).toBeVisible();
    shown.host.fail('pair.describe', undefined);
    hover(shown, 4);
    await section('Pair').findByText('1 and 4');
    await waitFor(() => expect(section('Pair').queryByText(/They share/)).toBeNull());
  });
});

describe('the line of a signal', () => {
  const box = { width: 100, height: 20, inset: 2 };

  it('fills the height, the greatest value at the top', () => {
    expect(signalPath([0, 1, 2], [5, 7, 6], 3, box)).toBe('M0.0 18.0L50.0 2.0L100.0 10.0');
  });

  it('is broken where frames are left out, and lies in time where they are', () => {
    expect(signalPath([0, 1, 5], [0, 1, 1], 11, box)).toBe('M0.0 18.0L10.0 2.0M50.0 2.0');
    // Every other frame told is no gap.
    expect(signalPath([0, 2, 4], [0, 1, 1], 5, box)).toBe('M0.0 18.0L50.0 2.0L100.0 2.0');
  });

  it('is in the middle where it is constant, and nothing where there is nothing', () => {
    expect(signalPath([0, 1], [4, 4], 2, box)).toBe('M0.0 10.0L100.0 10.0');
    expect(signalPath([], [], 2, box)).toBe('');
    expect(signalPath([0], [4], 1, box)).toBe('M0.0 10.0');
  });
});

it.each([
  [[196.6, 233.2], '197 to 233'],
  [[0, 3.25], '0.0 to 3.3'],
  [[-0.021, 0.3], '-0.02 to 0.30'],
  [[-0.001, 0.3], '0.00 to 0.30'],
  [[], '0.00 to 0.00'],
])('the range of %j is told as %s', (values, told) => {
  expect(rangeText(values)).toBe(told);
});

describe('the discriminant table', () => {
  it('has the first axis to the right and the second upwards', () => {
    // Only cell (first 1, second 0) is above chance: lower right.
    const pixels = tablePixels([0, 0, 9, 0], [0, 0.5, 1], 2, [1, 2, 3, 255], [4, 5, 6, 100]);
    const reds = [0, 1, 2, 3].map((pixel) => pixels[4 * pixel]);
    expect(reds).toEqual([4, 4, 4, 1]);
  });

  it('has cells as wide as they are', () => {
    // The first of both takes three quarters of an axis: only the upper right pixel is the second of both.
    const pixels = tablePixels([0, 0, 0, 9], [0, 0.75, 1], 4, [1, 2, 3, 255], [4, 5, 6, 100]);
    const reds = Array.from({ length: 16 }, (_, pixel) => pixels[4 * pixel]);
    expect(reds).toEqual([4, 4, 4, 1, ...Array.from({ length: 12 }, () => 4)]);
  });

  it('has a dot a sample, in the same square', () => {
    expect(dotsPath([0, 0.5], [0, 0.25], 100)).toBe('M0.0 100.0h0M50.0 75.0h0');
  });

  it('shows the last told frame at or before the present one', () => {
    expect([0, 4, 5, 9].map((frame) => toldAt([2, 5], frame))).toEqual([0, 0, 1, 1]);
  });
});
