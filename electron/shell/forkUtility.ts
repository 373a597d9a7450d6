import { utilityProcess } from 'electron';
import { workerArguments, type LaunchInference } from '../host/inference/port.ts';
import type { InferenceReply } from '../host/inference/protocol.ts';
import type { Installation } from '../host/installation.ts';

/** Starts the inference process under Electron. It ends with the app. */
export function forkUtility({ workerFile, modelsFolder }: Installation): LaunchInference {
  return () => {
    const child = utilityProcess.fork(workerFile, workerArguments(modelsFolder, 'auto'), {
      serviceName: 'Comove inference',
      stdio: 'ignore',
    });
    return {
      post: (request) => child.postMessage(request),
      onReply: (listener) =>
        void child.on('message', (reply: unknown) => listener(reply as InferenceReply)),
      onEnd: (listener) =>
        void child.once('exit', (code) => listener(`It ended with code ${code}.`)),
      kill: () => void child.kill(),
    };
  };
}
