import type { InferenceReply, InferenceRequest } from '../host/inference/protocol.ts';

/** The way to the host, whichever kind of process this is. */
export interface WorkerPort {
  post(reply: InferenceReply): void;
  listen(handler: (request: InferenceRequest) => void): void;
}

/** Electron's `process.parentPort`, as far as it is needed here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Whether this is Electron's utilityProcess. */
export const startedByElectron = (): boolean => 'parentPort' in process && !!process.parentPort;

/**
 * Connects to the process that started this one: Electron's utilityProcess, or child_process.fork with
 * serialization 'advanced'.
 *
 * @throws Error when it was started in neither way
 */
export function connectPort(): WorkerPort {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort)
    return {
      post: (reply) => parentPort.postMessage(reply),
      listen: (handler) =>
        parentPort.on('message', ({ data }) => handler(data as InferenceRequest)),
    };
  if (!process.send) throw new Error('The inference process is started by Comove, not by hand.');
  // Ctrl-C in a terminal reaches the whole group; the host decides when this process ends.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  return {
    post: (reply) => void process.send?.(reply),
    listen: (handler) => process.on('message', (message) => handler(message as InferenceRequest)),
  };
}
