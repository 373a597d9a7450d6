import { expect, it } from 'vitest';
import { createPresenter } from '#renderer/scene/presenter.ts';

/** A presenter whose loads end when the test says so. */
function setUp() {
  const loads = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  const shown: string[] = [];
  const presenter = createPresenter<string>({
    load: (frame) =>
      new Promise((resolve, reject) => {
        loads.set(frame, { resolve, reject });
      }),
    show: (frame, content) => shown.push(`${frame}:${content}`),
    fail: (frame, error) => shown.push(`${frame} failed: ${(error as Error).message}`),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const ready = async (frame: number) => {
    loads.get(frame)!.resolve(`picture ${frame}`);
    await settled();
  };
  return { presenter, loads, shown, ready, settled };
}

it('shows a frame with its own content', async () => {
  const { presenter, shown, ready } = setUp();
  presenter.want(7);
  await ready(7);
  expect(shown).toEqual(['7:picture 7']);
});

it('never shows an older wish after a newer one', async () => {
  const { presenter, shown, ready } = setUp();
  presenter.want(1);
  presenter.want(2);
  await ready(2);
  await ready(1);
  expect(shown).toEqual(['2:picture 2']);
});

it('loads two at once; of those that wait only the newest is loaded', async () => {
  const { presenter, loads, shown, ready } = setUp();
  for (const frame of [1, 2, 3, 4, 5]) presenter.want(frame);
  expect([...loads.keys()]).toEqual([1, 2]);
  await ready(1);
  expect([...loads.keys()]).toEqual([1, 2, 5]);
  await ready(5);
  await ready(2);
  expect(shown).toEqual(['1:picture 1', '5:picture 5']);
});

it('drops what was asked for before an exact wish', async () => {
  const { presenter, shown, ready } = setUp();
  presenter.want(1);
  presenter.want(9, true);
  await ready(1);
  expect(shown).toEqual([]);
  await ready(9);
  expect(shown).toEqual(['9:picture 9']);
});

it('tells of a frame that cannot be had, and goes on', async () => {
  const { presenter, loads, shown, ready, settled } = setUp();
  presenter.want(1);
  loads.get(1)!.reject(new Error('gone'));
  await settled();
  presenter.want(2);
  await ready(2);
  expect(shown).toEqual(['1 failed: gone', '2:picture 2']);
});

it('shows nothing once it is disposed of', async () => {
  const { presenter, shown, ready } = setUp();
  presenter.want(1);
  presenter.dispose();
  await ready(1);
  expect(shown).toEqual([]);
});
