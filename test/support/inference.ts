import { join } from 'node:path';
import { forkInference } from '#electron/host/inference/forkInference.ts';
import type { InferencePort, LaunchInference } from '#electron/host/inference/port.ts';
import type { InferenceReply, InferenceRequest } from '#electron/host/inference/protocol.ts';

const root = join(import.meta.dirname, '../..');

/** Starts the inference process from its sources. */
export const forkFromSource: LaunchInference = forkInference(
  {
    workerFile: join(root, 'electron/worker/worker.ts'),
    modelsFolder: join(root, 'assets/models'),
  },
  'auto',
  { execArgv: ['--import', 'tsx'] },
);

/** An inference process made of a test's own words. */
export class FakePort implements InferencePort {
  readonly posted: InferenceRequest[] = [];
  #reply: (reply: InferenceReply) => void = () => {};
  readonly #ends: ((reason: string) => void)[] = [];

  post(request: InferenceRequest): void {
    this.posted.push(request);
  }
  onReply(listener: (reply: InferenceReply) => void): void {
    this.#reply = listener;
  }
  onEnd(listener: (reason: string) => void): void {
    this.#ends.push(listener);
  }
  kill(): void {
    this.end('It was ended by SIGKILL.');
  }

  /** The process says something. */
  say(reply: InferenceReply): void {
    this.#reply(reply);
  }
  ready(): void {
    this.say({ type: 'ready', engine: 'CPU, 1 thread', threads: 1 });
  }
  end(reason: string): void {
    for (const listener of this.#ends) listener(reason);
  }
}
