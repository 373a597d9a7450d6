import { Command, CommanderError } from 'commander';
import { errorBody, errorCodes } from '#core/contract/errors.ts';
import { commands } from './commands.ts';
import type { CommandContext } from './context.ts';

/** The streams that a run of the program writes to. */
export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** Builds the command line with all its commands. */
export function createProgram(context: CommandContext, streams: Streams): Command {
  const program = new Command('comove')
    .description('Segments moving objects in video by what moves together.')
    .version(context.installation.version)
    .option('--progress', 'show progress even where standard error is not a terminal')
    .on('option:progress', () => context.showProgress())
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.error })
    .showHelpAfterError('(add --help for all options)')
    .showSuggestionAfterError();
  for (const register of commands) register(program, context);
  return program;
}

/**
 * Runs the program to its end and says how it went.
 *
 * @param args the words after `comove`
 * @returns the exit code: 0, or 2 for wrong usage and bad input, 130 for Ctrl-C, 1 for failure
 */
export async function runProgram(
  args: readonly string[],
  context: CommandContext,
  streams: Streams,
): Promise<number> {
  try {
    await createProgram(context, streams).parseAsync(args, { from: 'user' });
    return 0;
  } catch (thrown) {
    // Commander has written its own message; help and version also arrive here, with exit code 0.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : errorCodes.USAGE.exit;
    const { code, message, remedy } = errorBody(thrown);
    streams.error(`comove: ${[message, remedy].filter(Boolean).join(' ')}\n`);
    if (code === 'INTERNAL' && thrown instanceof Error && thrown.stack)
      streams.error(`${thrown.stack}\n`);
    return errorCodes[code].exit;
  }
}
