import { expect, it } from 'vitest';
import { createFrameCache } from '#renderer/scene/frameCache.ts';
import { frameCapacity } from '#renderer/scene/frameImages.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function setUp(capacity: number) {
  const loaded: number[] = [];
  const released: string[] = [];
  const cache = createFrameCache({
    capacity,
    load: async (frame) => {
      loaded.push(frame);
      if (frame === 13) throw new Error('unlucky');
      return `frame ${frame}`;
    },
    release: (value) => released.push(value),
  });
  return { cache, loaded, released };
}

it('loads a frame once and releases the least recently used one', async () => {
  const { cache, loaded, released } = setUp(2);
  await cache.get(1);
  await cache.get(2);
  await cache.get(1);
  await cache.get(3);
  await settled();
  expect(loaded).toEqual([1, 2, 3]);
  expect(released).toEqual(['frame 2']);
});

it('tries again after a failure', async () => {
  const { cache, loaded } = setUp(4);
  await expect(cache.get(13)).rejects.toThrow('unlucky');
  await expect(cache.get(13)).rejects.toThrow('unlucky');
  expect(loaded).toEqual([13, 13]);
});

it('loads ahead in order, what is there already left out, and leaves room for what is shown', async () => {
  const { cache, loaded } = setUp(5);
  await cache.get(2);
  cache.prefetch([1, 2, 3, 4, 5, 6]);
  await settled();
  expect(loaded).toEqual([2, 1, 3, 4]);
});

it('releases everything at its end', async () => {
  const { cache, released } = setUp(5);
  await cache.get(1);
  await cache.get(2);
  cache.dispose();
  await settled();
  expect(released.sort()).toEqual(['frame 1', 'frame 2']);
});

it('keeps fewer of larger frames', () => {
  expect(frameCapacity({ width: 480, height: 270 })).toBe(64);
  expect(frameCapacity({ width: 1920, height: 1080 })).toBe(19);
  expect(frameCapacity({ width: 7680, height: 4320 })).toBe(6);
});
