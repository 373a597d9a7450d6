import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followTime } from '#renderer/panels/stage/playing.ts';
import { createTimeStore } from '#renderer/state/time.ts';

let now: number;
let ticks: Map<number, () => void>;

beforeEach(() => {
  now = 1000;
  ticks = new Map();
  let id = 0;
  vi.stubGlobal('performance', { now: () => now });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    id += 1;
    ticks.set(id, callback);
    return id;
  });
  vi.stubGlobal('cancelAnimationFrame', (which: number) => ticks.delete(which));
});
afterEach(() => vi.unstubAllGlobals());

/** The screen refreshes after some milliseconds. */
function refresh(millis: number): void {
  now += millis;
  const due = [...ticks.values()];
  ticks.clear();
  for (const tick of due) tick();
}

function setUp(frameCount = 100) {
  const time = createTimeStore();
  const asked: [number, boolean][] = [];
  time.getState().reset({ frameCount, frameRate: 10 });
  time.getState().present(0);
  const end = followTime(time, {
    want: (frame, exact = false) => asked.push([frame, exact]),
    prefetch: () => {},
  });
  return { time, asked, end };
}

it('asks for each frame that is stepped to', () => {
  const { time, asked } = setUp();
  time.getState().step(1);
  time.getState().step(10);
  expect(asked).toEqual([
    [1, false],
    [11, false],
  ]);
});

it('asks for the frame that is due and leaves out late ones', () => {
  const { time, asked } = setUp();
  time.getState().play();
  refresh(50);
  refresh(50);
  refresh(16);
  refresh(300);
  expect(asked.map(([frame]) => frame)).toEqual([1, 4]);
});

it('goes by what is drawn while playing, and stays there when paused', () => {
  const { time, asked } = setUp();
  time.getState().play();
  refresh(300);
  time.getState().present(3);
  refresh(300);
  expect(time.getState().frame).toBe(3);
  time.getState().pause();
  expect(asked.at(-1)).toEqual([3, true]);
  refresh(300);
  expect(asked.at(-1)).toEqual([3, true]);
});

it('plays on from where one jumps to', () => {
  const { time, asked } = setUp();
  time.getState().play();
  refresh(100);
  time.getState().show(50);
  expect(asked.at(-1)).toEqual([50, true]);
  time.getState().present(50);
  refresh(200);
  expect(asked.at(-1)).toEqual([52, false]);
});

it('stops at the last frame, and starts over from there', () => {
  const { time, asked } = setUp(5);
  time.getState().play();
  refresh(9000);
  expect(asked).toEqual([[4, false]]);
  time.getState().present(4);
  refresh(16);
  expect(time.getState().playing).toBe(false);
  time.getState().play();
  expect(asked.at(-1)).toEqual([0, true]);
});

it('asks for nothing once it has ended', () => {
  const { time, asked, end } = setUp();
  time.getState().play();
  end();
  refresh(500);
  time.getState().step(1);
  expect(asked).toEqual([]);
});
