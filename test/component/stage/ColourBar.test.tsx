import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ColourBar } from '#renderer/panels/stage/ColourBar.tsx';
import { StoresContext } from '#renderer/state/context.ts';
import { createStores, type Stores } from '#renderer/state/stores.ts';

let stores: Stores;
beforeEach(() => {
  stores = createStores();
  stores.map.setState({
    scores: Float32Array.of(0, 4),
    scale: { low: 0, high: 4, unit: 'nats' },
  });
  stores.threshold.getState().set(1);
});
const show = () =>
  render(
    <StoresContext value={stores}>
      <ColourBar />
    </StoresContext>,
  );
const handle = () => screen.getByRole('slider', { name: 'Threshold' });
const value = () => stores.threshold.getState().value;

describe('the colour bar', () => {
  it('is not there before there are scores', () => {
    stores.map.setState({ scores: undefined });
    show();
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('carries the unit, round ticks and the threshold where it belongs', () => {
    show();
    expect(screen.getByText('nats')).toBeInTheDocument();
    for (const tick of ['0', '1', '2', '3', '4'])
      expect(screen.getByText(tick)).toBeInTheDocument();
    expect(handle()).toHaveStyle({ bottom: '25%' });
    expect(handle()).toHaveAttribute('aria-valuetext', '1.00 nats');
  });

  it('follows the threshold', () => {
    show();
    act(() => stores.threshold.getState().set(3));
    expect(handle()).toHaveStyle({ bottom: '75%' });
    act(() => stores.threshold.getState().set(99));
    expect(handle()).toHaveStyle({ bottom: '100%' });
  });

  it('moves by the paper’s step, with Shift by a tenth, and to its ends', async () => {
    const user = userEvent.setup();
    show();
    handle().focus();
    await user.keyboard('{ArrowUp}');
    expect(value()).toBeCloseTo(1.01, 12);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(value()).toBeCloseTo(1.009, 12);
    await user.keyboard('{End}');
    expect(value()).toBe(4);
    await user.keyboard('{ArrowUp}');
    expect(value()).toBe(4);
    await user.keyboard('{Home}');
    expect(value()).toBe(0);
    expect(stores.threshold.getState().origin).toBe('user');
  });

  it('is dragged', () => {
    show();
    const track = handle().parentElement!;
    track.getBoundingClientRect = () => ({ bottom: 200, height: 100 }) as DOMRect;
    track.setPointerCapture = () => {};
    track.hasPointerCapture = () => true;
    fireEvent.pointerDown(track, { clientY: 150, button: 0 });
    expect(value()).toBeCloseTo(2, 12);
    fireEvent.pointerMove(track, { clientY: 125 });
    expect(value()).toBeCloseTo(3, 12);
    fireEvent.pointerMove(track, { clientY: 0 });
    expect(value()).toBe(4);
  });
});
