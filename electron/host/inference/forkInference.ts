import { fork } from 'node:child_process';
import type { Installation } from '../installation.ts';
import { workerArguments, type EngineChoice, type LaunchInference } from './port.ts';
import type { InferenceReply } from './protocol.ts';

/** How much of the process's last words is kept to explain its end. */
const lastWordsLength = 2000;

/**
 * Starts the inference process under node. It ends with this process.
 *
 * @param options.execArgv options for node itself
 */
export function forkInference(
  { workerFile, modelsFolder }: Pick<Installation, 'workerFile' | 'modelsFolder'>,
  engine: EngineChoice = 'auto',
  options: { execArgv?: string[] } = {},
): LaunchInference {
  return () => {
    const child = fork(workerFile, workerArguments(modelsFolder, engine), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: options.execArgv ?? [],
    });
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-lastWordsLength);
    });
    return {
      // A process that is gone answers nothing; its end is told by onEnd.
      post: (request) => void (child.connected && child.send(request, () => {})),
      onReply: (listener) => void child.on('message', (reply) => listener(reply as InferenceReply)),
      onEnd(listener) {
        let ended = false;
        const end = (reason: string) => {
          if (!ended) listener(reason);
          ended = true;
        };
        child.on('error', (error) => end(`It could not be started: ${error.message}.`));
        child.on('close', (code, signal) =>
          end(
            [
              signal ? `It was ended by ${signal}.` : `It ended with code ${code}.`,
              lastWords.trim(),
            ]
              .filter(Boolean)
              .join('\n'),
          ),
        );
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
