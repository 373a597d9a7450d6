/** The whole window over a fake host. */
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { App } from '#renderer/App.tsx';
import type { OpenSource } from '#renderer/api/dropped.ts';
import type { SendOptions } from '#renderer/api/upload.ts';
import { createSession, type Session } from '#renderer/session/session.ts';
import { createFakeHost, type FakeHost } from './fakeHost.ts';

/** There is no WebGL here; what the stage draws is tested in a browser. */
vi.mock('#renderer/scene/stageView.ts', () => {
  const quiet = new Proxy(
    {
      transform: () => ({ scale: 1, originX: 0, originY: 0 }),
      stats: () => ({ calls: 0, pointCalls: 1, pictures: 0 }),
    },
    { get: (own, name) => Reflect.get(own, name) ?? (() => {}) },
  );
  return { createStageView: () => quiet };
});
/** Nor a 2D canvas: what is put on it is tested as pixels. */
vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

export interface TestWindow {
  readonly host: FakeHost;
  readonly session: Session;
  readonly user: ReturnType<typeof userEvent.setup>;
}

/** @param prepare the host before the window asks it anything */
export async function showWindow(
  prepare: (host: FakeHost) => void = () => {},
): Promise<TestWindow> {
  const host = createFakeHost();
  prepare(host);
  const readDrop = () => ({
    name: 'dropped',
    source: async ({ onProgress }: SendOptions): Promise<OpenSource> => {
      onProgress(2_000_000, 2_000_000);
      return { upload: 'u1' };
    },
  });
  const session = createSession({ transport: host.transport, readDrop }, window.sessionStorage);
  const user = userEvent.setup();
  render(<App session={session} />);
  await screen.findByText('Comove 0.1.0');
  return { host, session, user };
}

/** The window with the small clip open. */
export async function showOpenWindow(prepare?: (host: FakeHost) => void): Promise<TestWindow> {
  const shown = await showWindow(prepare);
  await act(() => shown.session.open({ path: '/data/walkers' }, 'walkers'));
  await screen.findByRole('complementary', { name: 'Inspector' });
  return shown;
}

/** A section of the inspector. */
export const section = (name: string) => within(screen.getByRole('region', { name }));

/** Picks points as the stage does, and waits for their map. */
export async function pick({ session }: TestWindow, ...tracks: number[]): Promise<void> {
  act(() => tracks.forEach((track, i) => session.stores.picks.getState().pick(track, i > 0)));
  await vi.waitFor(() => {
    const { info } = session.stores.map.getState();
    if (info?.picks.join() !== tracks.join()) throw new Error('The map is not there yet.');
  });
  await act(async () => {});
}
