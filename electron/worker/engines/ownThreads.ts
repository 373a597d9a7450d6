/**
 * An engine in threads of its own. onnxruntime-node blocks the thread that calls it, whatever its promises look like;
 * with this the next block of pairs is counted, and messages are heard, while networks run. Each thread runs whole
 * blocks: sharing the operators of networks this small takes as long as doing them.
 *
 * Feeds go through shared memory that is used again and again. Cloning them, and memory that is new each time,
 * took a fifth of the time. The runtime does not take shared memory itself, so each thread copies it. Nothing is
 * transferred: once a process has detached a buffer, V8 checks for that at every access, and counting takes half as
 * long again.
 */
import type { MessagePort, Worker } from 'node:worker_threads';
import {
  errorBody,
  errorFromBody,
  type ComoveError,
  type ErrorBody,
} from '#core/contract/errors.ts';
import type { Tensor } from '#core/estimators/estimator.ts';
import type { Engine } from '../engine.ts';

interface Run {
  readonly id: number;
  readonly model: string;
  readonly memory: SharedArrayBuffer;
  /** In the order in which they lie in the memory. */
  readonly feeds: readonly { readonly name: string; readonly dims: readonly number[] }[];
  readonly fetches: readonly string[];
}

type Message = Run | { readonly load: string };

type Outcome =
  | { readonly id: number; readonly outputs: Record<string, Tensor> }
  | { readonly id: number; readonly error: ErrorBody };

interface Waiting {
  readonly thread: Thread;
  readonly memory: SharedArrayBuffer;
  resolve(outputs: Record<string, Tensor>): void;
  reject(error: ComoveError): void;
}

interface Thread {
  readonly worker: Worker;
  /** Runs that it has not answered. */
  waiting: number;
}

/**
 * The engine as it runs in as many threads as it would use itself; they start with the first run. When a thread
 * breaks, so does the process.
 *
 * @param engine says what the threads' engine is; it does not run itself
 * @param startThread of a program that ends in `answerRuns` with an engine of the same kind and one thread
 */
export function inOwnThreads(
  { label, threads: count }: Omit<Engine, 'run'>,
  startThread: () => Worker,
): Engine {
  const waiting = new Map<number, Waiting>();
  const spare: SharedArrayBuffer[] = [];
  const loaded = new Set<string>();
  let threads: Thread[] | undefined;
  let nextId = 1;

  function start(): Thread {
    const worker = startThread();
    worker.on('message', (outcome: Outcome) => {
      const entry = waiting.get(outcome.id)!;
      waiting.delete(outcome.id);
      entry.thread.waiting -= 1;
      spare.push(entry.memory);
      if ('outputs' in outcome) entry.resolve(outcome.outputs);
      else entry.reject(errorFromBody(outcome.error));
    });
    return { worker, waiting: 0 };
  }

  /** All of them learn of a network with its first run: loading takes longer than a block. */
  function load(model: string): void {
    threads ??= Array.from({ length: count }, start);
    if (loaded.has(model)) return;
    loaded.add(model);
    for (const { worker } of threads) worker.postMessage({ load: model } satisfies Message);
  }

  return {
    label,
    threads: count,
    parallelRuns: count,
    load: (model) => Promise.resolve(load(model)),
    run(model, feeds, fetches) {
      load(model);
      const thread = threads!.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      thread.waiting += 1;
      const memory = share(Object.values(feeds), spare);
      const named = Object.entries(feeds).map(([name, { dims }]) => ({ name, dims }));
      const id = nextId++;
      thread.worker.postMessage({ id, model, memory, feeds: named, fetches } satisfies Message);
      return new Promise((resolve, reject) => waiting.set(id, { thread, memory, resolve, reject }));
    },
  };
}

/** Copies tensors one after another into the first spare memory that is large enough, or into new one. */
function share(tensors: readonly Tensor[], spare: SharedArrayBuffer[]): SharedArrayBuffer {
  const bytes = tensors.reduce((sum, { data }) => sum + data.byteLength, 0);
  const found = spare.findIndex(({ byteLength }) => byteLength >= bytes);
  const memory = found < 0 ? new SharedArrayBuffer(bytes) : spare.splice(found, 1)[0];
  let at = 0;
  for (const { data } of tensors) {
    new Float32Array(memory, at, data.length).set(data);
    at += data.byteLength;
  }
  return memory;
}

/** A thread's side: runs what it is told to, one after the other in that order. */
export function answerRuns(engine: Engine, port: MessagePort): void {
  const copies = new Map<string, Float32Array>();
  let last: Promise<unknown> = Promise.resolve();

  /** A copy that the next run overwrites. */
  function copy(name: string, shared: Float32Array): Float32Array {
    let into = copies.get(name);
    if (!into || into.length < shared.length) copies.set(name, (into = shared.slice()));
    else into.set(shared);
    return into.subarray(0, shared.length);
  }

  async function answer({ id, model, memory, feeds, fetches }: Run): Promise<Outcome> {
    try {
      let at = 0;
      const own = feeds.map(({ name, dims }): [string, Tensor] => {
        const shared = new Float32Array(
          memory,
          at,
          dims.reduce((a, b) => a * b, 1),
        );
        at += shared.byteLength;
        return [name, { dims, data: copy(name, shared) }];
      });
      return { id, outputs: await engine.run(model, Object.fromEntries(own), fetches) };
    } catch (thrown) {
      return { id, error: errorBody(thrown) };
    }
  }

  port.on('message', (message: Message) => {
    last = last.then(async () => {
      // What fails is told with the run that needs it.
      if ('load' in message) await engine.load(message.load).catch(() => {});
      else port.postMessage(await answer(message));
    });
  });
}
