import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBlockFrames } from '#renderer/api/blockFrames.ts';

/** 200 frames of 3 points: x is the frame, y the point; only point 1 is visible in odd frames. */
const frameCount = 200;
const pointCount = 3;
const positions = Float32Array.from({ length: frameCount * pointCount * 2 }, (_, i) =>
  i % 2 ? Math.floor(i / 2) % pointCount : Math.floor(i / 2 / pointCount),
);
const visibility = Uint8Array.from({ length: frameCount * pointCount }, (_, i) =>
  i % pointCount === 1 && Math.floor(i / pointCount) % 2 ? 1 : 0,
);

const fetched: string[] = [];
let status = 206;
beforeEach(() => {
  fetched.length = 0;
  status = 206;
  vi.stubGlobal('fetch', async (url: string, { headers }: { headers: { Range: string } }) => {
    fetched.push(`${url} ${headers.Range}`);
    if (status !== 206)
      return new Response(
        JSON.stringify({ error: { code: 'NOT_FOUND', message: 'anno.npz is gone.' } }),
        { status },
      );
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(headers.Range)!;
    const bytes = new Uint8Array(url === '/p' ? positions.buffer : visibility.buffer);
    return new Response(bytes.slice(Number(first), Number(last) + 1), { status });
  });
});
const create = () =>
  createBlockFrames({ frameCount, pointCount, positions: '/p', visibility: '/v' });

describe('frames in blocks', () => {
  it('has nothing at first, then exactly the frame that was asked for', async () => {
    const frames = create();
    expect(frames.at(70)).toBeUndefined();
    const { positions: xy, visible } = await frames.request(71);
    expect([...xy]).toEqual([71, 0, 71, 1, 71, 2]);
    expect([...visible]).toEqual([0, 1, 0]);
    expect([...frames.at(70)!.visible]).toEqual([0, 0, 0]);
    // Blocks of 64 frames: 64 to 127, of 6 numbers and 3 flags each.
    expect(fetched).toEqual([`/p bytes=${64 * 24}-${128 * 24 - 1}`, `/v bytes=${64 * 3}-383`]);
  });

  it('fetches a block once, however many ask, and tells of its arrival', async () => {
    const frames = create();
    const arrivals: [number, number][] = [];
    frames.onArrival((first, last) => arrivals.push([first, last]));
    await Promise.all([frames.request(192), frames.request(199), frames.request(195)]);
    await frames.request(193);
    expect(fetched).toHaveLength(2);
    // The last block ends with the clip.
    expect(arrivals).toEqual([[192, 199]]);
  });

  it('says what the host said, and asks again next time', async () => {
    const frames = create();
    status = 404;
    await expect(frames.request(0)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'anno.npz is gone.',
    });
    status = 206;
    expect((await frames.request(0)).positions[1]).toBe(0);
  });

  it('keeps a bounded number of blocks, those used last', async () => {
    // 40,000 points: 360 kB a frame, five frames a block, 149 blocks in 256 MiB.
    const large = 40_000;
    vi.stubGlobal('fetch', async (url: string, { headers }: { headers: { Range: string } }) => {
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(headers.Range)!;
      return new Response(new ArrayBuffer((url === '/p' ? 8 : 1) * 4), {
        status: Number(last) > Number(first) ? 206 : 416,
      });
    });
    const frames = createBlockFrames({
      frameCount: 1000,
      pointCount: large,
      positions: '/p',
      visibility: '/v',
    });
    for (let frame = 0; frame < 149 * 5; frame += 5) await frames.request(frame);
    expect(frames.at(0)).toBeDefined();
    await frames.request(149 * 5);
    expect(frames.at(0)).toBeDefined();
    expect(frames.at(5)).toBeUndefined();
    expect(frames.at(10)).toBeDefined();
  });
});
