import { InvalidArgumentError, Option } from 'commander';
import { throwIfAborted } from '#core/contract/errors.ts';
import { forkInference } from '../../host/inference/forkInference.ts';
import type { EngineChoice } from '../../host/inference/port.ts';
import { defaultConfigFolder } from '../../host/settings/configFolder.ts';
import { openBrowser } from '../../server/openBrowser.ts';
import { serve } from '../../server/serve.ts';
import type { RegisterCommand } from '../context.ts';
import { wholeNumber } from '../options/numbers.ts';
import { engineOption } from '../options/score.ts';

interface ServeCommandOptions {
  port?: number;
  browser: boolean;
  engine: EngineChoice;
}

/** `comove serve [SEQ]`: the window in a browser on this machine, until Ctrl-C. */
export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description('serve the window to a browser on this machine')
    .argument('[seq]', 'a sequence to start on')
    .addOption(new Option('--port <port>', 'a free one by default').argParser(portNumber))
    .option('--no-browser', 'print the address only')
    .addOption(engineOption())
    .action(async (path: string | undefined, options: ServeCommandOptions) => {
      const served = await serve({
        installation: context.installation,
        configFolder: defaultConfigFolder(),
        launch: forkInference(context.installation, options.engine),
        path,
        port: options.port,
        onDefect: context.note,
      });
      context.defer(() => served.close());
      context.print(served.url);
      if (options.browser) openBrowser(served.url);
      await aborted(context.signal);
      throwIfAborted(context.signal);
    });
};

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('Give a port from 1 to 65535, or 0 for a free one.');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
