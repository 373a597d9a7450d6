import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage } from '#renderer/panels/stage/Stage.tsx';
import type { CreateStageView, StageView, StageViewOptions } from '#renderer/scene/stageView.ts';
import { StoresContext } from '#renderer/state/context.ts';
import { createStores, type Stores } from '#renderer/state/stores.ts';
import { fakeSequence } from './fakeSequence.ts';

/** A view that draws nothing; image and view pixels are the same. */
function fakeView() {
  let options: StageViewOptions;
  const view = {
    ...Object.fromEntries(
      [
        'open setFrame setScores setRange setThreshold setColourMap setLayers setOpacity setMarkers',
        'setSegment setTruth invalidate fit zoomAt panBy resize dispose',
      ]
        .join(' ')
        .split(' ')
        .map((name) => [name, vi.fn()]),
    ),
    transform: () => ({ scale: 1, originX: 0, originY: 0 }),
    stats: () => ({ calls: 0, pointCalls: 1, pictures: 0 }),
  } as unknown as { [K in keyof StageView]: ReturnType<typeof vi.fn<StageView[K]>> };
  const create: CreateStageView = (_canvas, given) => {
    options = given;
    return view as unknown as StageView;
  };
  const draw = () =>
    act(() => {
      options.prepare();
      options.drawn?.();
    });
  return { view, create, draw, lose: (lost: boolean) => act(() => options.onContext(lost)) };
}

class NoResizes {
  observe() {}
  disconnect() {}
  unobserve() {}
}

let stores: Stores;
let fake: ReturnType<typeof fakeView>;
const surface = () => screen.getByRole('application');

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoResizes);
  stores = createStores();
  fake = fakeView();
});

async function show() {
  stores.sequence.setState({ open: fakeSequence() });
  stores.time.getState().reset({ frameCount: 600, frameRate: 30 });
  const rendered = render(
    <StoresContext value={stores}>
      <Stage createView={fake.create} />
    </StoresContext>,
  );
  await vi.waitFor(() => expect(stores.time.getState().shown).toBe(0));
  fake.draw();
  return rendered;
}

const press = (x: number, y: number, init = {}) => {
  const at = { clientX: x, clientY: y, button: 0, ...init };
  fireEvent.pointerDown(surface(), at);
  fireEvent.pointerUp(surface(), at);
  fireEvent.click(surface(), { detail: 1, ...at });
};

describe('the stage', () => {
  it('picks the point that is clicked, adds with Shift, and says when there is none', async () => {
    await show();
    press(31, 21);
    expect(stores.picks.getState().tracks).toEqual([1]);
    press(50, 22, { shiftKey: true });
    expect(stores.picks.getState().tracks).toEqual([1, 2]);
    press(90, 45);
    expect(stores.picks.getState().tracks).toEqual([1, 2]);
    expect(screen.getByText('No visible point near here')).toBeInTheDocument();
  });

  it('takes a dropped point for no point', async () => {
    await show();
    press(64, 44);
    expect(stores.picks.getState().tracks).toEqual([]);
  });

  it('tells what the hovered point is', async () => {
    stores.map.setState({ scores: Float32Array.of(0, 1.357, 2, NaN) });
    await show();
    fireEvent.pointerMove(surface(), { clientX: 30, clientY: 20 });
    const readOut = screen.getByText('Point 1').parentElement!;
    expect(readOut).toHaveTextContent('1.36 nats');
    expect(readOut).toHaveTextContent('body');
    expect(readOut).toHaveTextContent('visible');
  });

  it('is worked by keyboard alone: to a point, pick, to the next, add', async () => {
    await show();
    stores.picks.getState().hover(0);
    surface().focus();
    fireEvent.keyDown(surface(), { key: 'Enter' });
    fireEvent.keyDown(surface(), { key: 'ArrowRight', altKey: true });
    expect(stores.picks.getState().hovered).toBe(1);
    fireEvent.keyDown(surface(), { key: 'Enter', shiftKey: true });
    expect(stores.picks.getState().tracks).toEqual([0, 1]);
  });

  it('pans with Space held, without playing, and fits on a double click', async () => {
    await show();
    const space = vi.fn();
    window.addEventListener('keyup', space);
    fireEvent.keyDown(window, { code: 'Space' });
    surface().setPointerCapture = () => {};
    fireEvent.pointerDown(surface(), { clientX: 5, clientY: 5, button: 0 });
    fireEvent.pointerMove(surface(), { clientX: 25, clientY: 15 });
    fireEvent.pointerUp(surface(), { clientX: 25, clientY: 15, button: 0 });
    fireEvent.keyUp(window, { code: 'Space' });
    expect(fake.view.panBy).toHaveBeenCalledWith({ x: 20, y: 10 });
    expect(space).not.toHaveBeenCalled();
    window.removeEventListener('keyup', space);
    fireEvent.doubleClick(surface());
    expect(fake.view.fit).toHaveBeenCalledTimes(1);
  });

  it('segments once per picture, however often the threshold moved', async () => {
    await show();
    stores.map.setState({ scores: Float32Array.of(0, 1, 2, NaN) });
    fake.draw();
    fake.view.setSegment.mockClear();
    for (const value of [0.5, 0.6, 0.7, 1.5]) stores.threshold.getState().set(value);
    expect(fake.view.setSegment).not.toHaveBeenCalled();
    fake.draw();
    expect(fake.view.setSegment).toHaveBeenCalledTimes(1);
    const [segment] = fake.view.setSegment.mock.calls[0];
    const at = (x: number) => segment!.mask[20 * 100 + x];
    expect([at(10), at(30), at(50)]).toEqual([0, 0, 1]);
  });

  it('follows time, and says what frame is drawn', async () => {
    await show();
    act(() => stores.time.getState().step(10));
    await vi.waitFor(() => expect(stores.time.getState().shown).toBe(10));
    fake.draw();
    expect(surface()).toHaveAttribute('data-frame', '10');
  });

  it('says when the graphics card is lost, until it is back', async () => {
    await show();
    fake.lose(true);
    expect(screen.getByRole('alert')).toHaveTextContent('graphics card');
    fake.lose(false);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says when there is no WebGL at all', () => {
    const refuse = () => {
      throw new Error('no context');
    };
    render(
      <StoresContext value={stores}>
        <Stage createView={refuse} />
      </StoresContext>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('needs WebGL 2');
  });

  it('lets go of the view at its end', async () => {
    const { unmount } = await show();
    unmount();
    expect(fake.view.dispose).toHaveBeenCalledTimes(1);
  });
});
