/**
 * An engine in a thread of its own. onnxruntime-node blocks the thread that calls it, whatever its promises look like;
 * with this the next block of pairs is counted, and messages are heard, while a network runs.
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
  readonly feeds: Record<string, Tensor>;
  readonly fetches: readonly string[];
}

type Outcome =
  | { readonly id: number; readonly outputs: Record<string, Tensor> }
  | { readonly id: number; readonly error: ErrorBody };

interface Waiting {
  resolve(outputs: Record<string, Tensor>): void;
  reject(error: ComoveError): void;
}

/**
 * The engine as it runs in a thread, which starts with the first run. When the thread breaks, so does the process.
 *
 * @param engine says what the thread's engine is; it does not run itself
 * @param startThread of a program that ends in `answerRuns` with an engine of the same kind
 */
export function inOwnThread({ label, threads }: Engine, startThread: () => Worker): Engine {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let nextId = 1;

  function start(): Worker {
    const started = startThread();
    started.on('message', (outcome: Outcome) => {
      const entry = waiting.get(outcome.id);
      waiting.delete(outcome.id);
      if ('outputs' in outcome) entry?.resolve(outcome.outputs);
      else entry?.reject(errorFromBody(outcome.error));
    });
    return started;
  }

  return {
    label,
    threads,
    run(model, feeds, fetches) {
      worker ??= start();
      const run: Run = { id: nextId++, model, feeds, fetches };
      worker.postMessage(run);
      return new Promise((resolve, reject) => waiting.set(run.id, { resolve, reject }));
    },
  };
}

/** The thread's side: runs what it is told to, in that order. */
export function answerRuns(engine: Engine, port: MessagePort): void {
  port.on('message', ({ id, model, feeds, fetches }: Run) => {
    engine
      .run(model, feeds, fetches)
      .then((outputs): Outcome => ({ id, outputs }))
      .catch((thrown: unknown): Outcome => ({ id, error: errorBody(thrown) }))
      .then((outcome) => port.postMessage(outcome));
  });
}
