import { ComoveError, errorFromBody, throwIfAborted } from '#core/contract/errors.ts';
import type { WorkOptions } from '../progress.ts';
import type { InferencePort } from './port.ts';
import type { InferenceReply, InferenceRequest } from './protocol.ts';

export interface JobWork extends WorkOptions {
  /** A map's scores so far, (K), NaN where not yet estimated; before the progress that tells of them. */
  readonly onScores?: (scores: Float32Array) => void;
  /** A run of a matrix's scores, from an index of the list of pairs on. */
  readonly onBlock?: (scores: Float32Array, start: number) => void;
}

export type Answer = Extract<
  InferenceReply,
  { type: 'loaded' | 'result' | 'forecast' | 'pair' | 'matrix' }
>;

/** One life of the inference process, with the jobs that wait for it. */
export interface InferenceRun {
  /** What the process calls its engine. @throws ComoveError ENGINE_LOST when it ends before it is ready */
  readonly ready: Promise<string>;
  /** Settles when the process is gone, with why. */
  readonly ended: Promise<string>;
  /** @throws ComoveError ABORTED, ENGINE_LOST, or what the job failed with */
  request(build: (id: number) => InferenceRequest, work: JobWork): Promise<Answer>;
  /** Ends the process; jobs under way fail with the error. */
  kill(error: ComoveError): void;
}

interface Waiting {
  readonly work: JobWork;
  resolve(answer: Answer): void;
  reject(error: ComoveError): void;
}

export function createInferenceRun(port: InferencePort): InferenceRun {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let over: ComoveError | undefined;

  function endWith(error: ComoveError): void {
    over ??= error;
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  }

  const ended = new Promise<string>((resolve) => port.onEnd(resolve));
  const ready = new Promise<string>((resolve, reject) => {
    port.onReply((reply) => {
      if (reply.type === 'ready') resolve(reply.engine);
      else receive(waiting, reply);
    });
    void ended.then((reason) => {
      endWith(engineLost(reason));
      reject(over);
    });
  });
  // Whoever waits for it hears of its failure; nobody has to wait.
  ready.catch(() => {});

  return {
    ready,
    ended,
    async request(build, work) {
      await ready;
      throwIfAborted(work.signal);
      if (over) throw over;
      const id = nextId++;
      return new Promise<Answer>((resolve, reject) => {
        // The caller need not wait for the block that runs; what the process still answers is dropped.
        const abort = () => {
          waiting.delete(id);
          port.post({ type: 'abort', id: nextId++, job: id });
          reject(new ComoveError('ABORTED', 'Stopped.'));
        };
        const settled =
          <T>(settle: (value: T) => void) =>
          (value: T) => {
            work.signal?.removeEventListener('abort', abort);
            settle(value);
          };
        work.signal?.addEventListener('abort', abort);
        waiting.set(id, { work, resolve: settled(resolve), reject: settled(reject) });
        port.post(build(id));
      });
    },
    kill(error) {
      endWith(error);
      port.kill();
    },
  };
}

function receive(
  waiting: Map<number, Waiting>,
  reply: Exclude<InferenceReply, { type: 'ready' }>,
): void {
  const entry = waiting.get(reply.id);
  if (!entry) return;
  if (reply.type === 'progress') {
    const { phase, done, total, unit, scores } = reply;
    if (scores) entry.work.onScores?.(scores);
    entry.work.onProgress?.({ phase, done, total, unit });
    return;
  }
  if (reply.type === 'block') {
    entry.work.onBlock?.(reply.scores, reply.start);
    return;
  }
  waiting.delete(reply.id);
  if (reply.type === 'failed') entry.reject(errorFromBody(reply.error));
  else entry.resolve(reply);
}

/** What jobs fail with when the process is gone. */
export function engineLost(reason: string): ComoveError {
  return new ComoveError('ENGINE_LOST', `The inference process is gone. ${reason}`, {
    remedy: 'Restart it.',
  });
}
