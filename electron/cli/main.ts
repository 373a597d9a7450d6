import type { Installation } from '../host/installation.ts';
import type { CommandContext } from './context.ts';
import { ProgressLine } from './progressLine.ts';
import { runProgram, type Streams } from './program.ts';

export interface MainOptions {
  readonly installation: Installation;
  readonly signal: AbortSignal;
  readonly streams: Streams;
  /** Standard error is a terminal: progress is drawn there without being asked for. */
  readonly terminal: boolean;
}

/**
 * The command line without the process around it: runs one command, ends what it started, returns its exit code.
 *
 * @param args the words after `comove`
 */
export async function main(args: readonly string[], options: MainOptions): Promise<number> {
  const line = new ProgressLine(options.streams.error, options.terminal);
  const streams: Streams = {
    out: (text) => {
      line.clear();
      options.streams.out(text);
    },
    error: (text) => {
      line.clear();
      options.streams.error(text);
    },
  };
  const ends: (() => void | Promise<void>)[] = [];
  const context: CommandContext = {
    installation: options.installation,
    signal: options.signal,
    print: (text) => streams.out(`${text}\n`),
    printDocument: (document) => streams.out(document),
    note: (text) => streams.error(`${text}\n`),
    progress: (progress) => line.show(progress),
    showProgress: () => {
      line.enabled = true;
    },
    defer: (end) => ends.push(end),
  };
  try {
    return await runProgram(args, context, streams);
  } finally {
    line.clear();
    for (const end of ends.reverse()) await end();
  }
}
