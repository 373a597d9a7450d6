/** What is decoded per frame (pictures, masks): a small cache, least recently used first out, filled ahead of time. */

/** Loads at once: browsers decode off the main thread, and more than this only delays the frame that is wanted. */
const parallel = 3;

export interface FrameCache<T> {
  /** Rejects when the frame cannot be loaded; asking again tries again. */
  get(frame: number): Promise<T>;
  /** Loads frames in this order; what was asked for before and is not under way is dropped. */
  prefetch(frames: readonly number[]): void;
  /** Stops loading and releases everything. */
  dispose(): void;
}

export interface FrameCacheOptions<T> {
  load(frame: number, signal: AbortSignal): Promise<T>;
  /** Frames to keep. */
  readonly capacity: number;
  /** Called once with each value that falls out. */
  release?(value: T): void;
}

export function createFrameCache<T>({
  load,
  capacity,
  release,
}: FrameCacheOptions<T>): FrameCache<T> {
  // Insertion order is the order of use: the first key is the oldest.
  const held = new Map<number, Promise<T>>();
  const ended = new AbortController();
  let queue: number[] = [];
  let running = 0;

  const letGo = (value: Promise<T>) =>
    value.then(
      (loaded) => release?.(loaded),
      () => undefined, // Told to whoever asked for it.
    );
  const start = (frame: number): Promise<T> => {
    running += 1;
    const value = load(frame, ended.signal);
    held.set(frame, value);
    const settle = () => {
      running -= 1;
      pump();
    };
    value.then(settle, () => {
      if (held.get(frame) === value) held.delete(frame);
      settle();
    });
    while (held.size > capacity) {
      const [oldest, old] = held.entries().next().value!;
      held.delete(oldest);
      void letGo(old);
    }
    return value;
  };
  const pump = () => {
    while (running < parallel && !ended.signal.aborted) {
      const next = queue.shift();
      if (next === undefined) return;
      if (!held.has(next)) void start(next);
    }
  };

  return {
    get(frame) {
      const value = held.get(frame);
      if (!value) return start(frame);
      held.delete(frame);
      held.set(frame, value);
      return value;
    },
    prefetch(frames) {
      // Room stays for the frame that is shown and the one that is wanted.
      queue = frames.filter((frame) => !held.has(frame)).slice(0, Math.max(0, capacity - 2));
      pump();
    },
    dispose() {
      ended.abort();
      queue = [];
      for (const value of held.values()) void letGo(value);
      held.clear();
    },
  };
}
