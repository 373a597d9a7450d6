import type { FramePoints, FrameSource } from './frameSource.ts';
import { fetchBytes } from './media.ts';

/** A block is fetched at once: long enough for a second of a small clip, short enough for the first frame. */
const blockBytes = 2 << 20;
const mostFrames = 64;
/** Blocks that are kept in memory, least recently used ones go first. */
const cacheBytes = 256 << 20;

export interface FrameArrays {
  readonly frameCount: number;
  readonly pointCount: number;
  /** URL of (T, N, 2) float32. */
  readonly positions: string;
  /** URL of (T, N) uint8. */
  readonly visibility: string;
}

interface Block {
  readonly positions: Float32Array;
  readonly visible: Uint8Array;
}

/** Frames in blocks over HTTP ranges, with a cache bounded in bytes. */
export function createBlockFrames(arrays: FrameArrays): FrameSource {
  const { frameCount, pointCount } = arrays;
  const frameBytes = 9 * pointCount;
  const perBlock = Math.max(1, Math.min(mostFrames, Math.floor(blockBytes / frameBytes)));
  const mostBlocks = Math.max(4, Math.floor(cacheBytes / (perBlock * frameBytes)));
  const blocks = new Map<number, Block>();
  const fetching = new Map<number, Promise<Block>>();
  const listeners = new Set<(first: number, last: number) => void>();
  const ended = new AbortController();

  const blockOf = (frame: number) => Math.floor(frame / perBlock);

  function cut(block: Block, frame: number): FramePoints {
    const place = frame % perBlock;
    return {
      positions: block.positions.subarray(2 * place * pointCount, 2 * (place + 1) * pointCount),
      visible: block.visible.subarray(place * pointCount, (place + 1) * pointCount),
    };
  }

  async function load(index: number): Promise<Block> {
    const first = index * perBlock;
    const end = Math.min(frameCount, first + perBlock);
    const range = (bytes: number) =>
      [first * pointCount * bytes, end * pointCount * bytes] as const;
    const { signal } = ended;
    const [positions, visible] = await Promise.all([
      fetchBytes(arrays.positions, { range: range(8), signal }),
      fetchBytes(arrays.visibility, { range: range(1), signal }),
    ]);
    const block = { positions: new Float32Array(positions), visible: new Uint8Array(visible) };
    blocks.set(index, block);
    for (const oldest of [...blocks.keys()].slice(0, -mostBlocks)) blocks.delete(oldest);
    for (const listener of [...listeners]) listener(first, end - 1);
    return block;
  }

  return {
    at(frame) {
      const index = blockOf(frame);
      const block = blocks.get(index);
      if (!block) return undefined;
      blocks.delete(index);
      blocks.set(index, block);
      return cut(block, frame);
    },
    async request(frame) {
      const index = blockOf(frame);
      const present = blocks.get(index);
      if (present) return cut(present, frame);
      let promise = fetching.get(index);
      if (!promise) {
        promise = load(index).finally(() => fetching.delete(index));
        fetching.set(index, promise);
      }
      return cut(await promise, frame);
    },
    onArrival(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      ended.abort();
      blocks.clear();
      listeners.clear();
    },
  };
}
