import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Timeline } from '#renderer/panels/stage/Timeline.tsx';
import { StoresContext } from '#renderer/state/context.ts';
import { createStores, type Stores } from '#renderer/state/stores.ts';

let stores: Stores;
beforeEach(() => {
  stores = createStores();
  stores.time.getState().reset({ frameCount: 600, frameRate: 30 });
});
const show = () =>
  render(
    <StoresContext value={stores}>
      <Timeline />
    </StoresContext>,
  );
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Frame number' });
const slider = () => screen.getByRole<HTMLInputElement>('slider', { name: 'Frame' });
const frame = () => stores.time.getState().frame;

describe('the timeline', () => {
  it('steps by its buttons', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getByRole('button', { name: 'Next frame' }));
    await user.click(screen.getByRole('button', { name: 'Next frame' }));
    await user.click(screen.getByRole('button', { name: 'Previous frame' }));
    expect(frame()).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Last frame' }));
    expect(frame()).toBe(599);
    await user.click(screen.getByRole('button', { name: 'First frame' }));
    expect(frame()).toBe(0);
  });

  it('plays and pauses', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getByRole('button', { name: 'Play' }));
    expect(stores.time.getState().playing).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(stores.time.getState().playing).toBe(false);
  });

  it('shows the number of the frame that is drawn, and the thumb where one wants to go', () => {
    show();
    act(() => {
      stores.time.getState().present(3);
      stores.time.getState().show(421);
    });
    expect(field()).toHaveValue('003');
    expect(slider()).toHaveValue('421');
    act(() => stores.time.getState().present(421));
    expect(field()).toHaveValue('421');
    expect(slider()).toHaveAttribute('aria-valuetext', 'Frame 421 of 600');
  });

  it('goes to a number that is typed, kept within the clip', async () => {
    const user = userEvent.setup();
    show();
    await user.clear(field());
    await user.type(field(), '42{Enter}');
    expect(frame()).toBe(42);
    await user.clear(field());
    await user.type(field(), '9999{Enter}');
    expect(frame()).toBe(599);
  });

  it('gives up what is typed on Escape, and takes no words for numbers', async () => {
    const user = userEvent.setup();
    show();
    await user.clear(field());
    await user.type(field(), '42{Escape}');
    expect(frame()).toBe(0);
    expect(field()).toHaveValue('000');
    await user.clear(field());
    await user.type(field(), 'ten{Enter}');
    expect(frame()).toBe(0);
    expect(field()).toHaveValue('000');
  });

  it('is disabled while nothing is open', () => {
    stores.time.getState().reset({ frameCount: 0, frameRate: 30 });
    show();
    expect(field()).toBeDisabled();
    expect(slider()).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Play' })).toBeDisabled();
  });
});
