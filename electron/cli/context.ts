import type { Command } from 'commander';
import type { Installation } from '../host/installation.ts';
import type { Progress } from '../host/progress.ts';

/** What a command may use of the world outside it. */
export interface CommandContext {
  readonly installation: Installation;
  /** Fires on Ctrl-C. Hand it to all long work; a command that ends by it throws ABORTED. */
  readonly signal: AbortSignal;
  /** Writes one line to standard output. */
  print(line: string): void;
  /** `--json`: prints a document made by `jsonDocument`, and nothing else may be printed beside it. */
  printDocument(document: string): void;
  /** Writes one line to standard error: what the user should know besides the result. */
  note(line: string): void;
  /** Shows where long work stands, on standard error and only where somebody looks at it. */
  progress(progress: Progress): void;
  /** `--progress`: shows it wherever standard error leads. */
  showProgress(): void;
  /** Registers what must end with the command (processes, servers, temporary files), last in first out. */
  defer(end: () => void | Promise<void>): void;
}

/**
 * Adds a command to the program: `program.command('name').option(...).action(...)`. Actions throw ComoveError
 * (its code sets the exit code) and never call process.exit.
 */
export type RegisterCommand = (program: Command, context: CommandContext) => void;
