/**
 * What can go wrong, as it crosses a boundary: a code for programs, a message for people.
 * `exit` is the command line's exit code for it.
 */
export const errorCodes = {
  /** The caller's words are off: unknown method, option or value. */
  USAGE: { exit: 2 },
  /** A file is not what it should be: not a zip, truncated, wrong shape, lying header, all points dropped. */
  BAD_INPUT: { exit: 2 },
  /** A file or folder is not there, vanished while open, or cannot be read. */
  NOT_FOUND: { exit: 2 },
  /** A path leads outside the folder that it must stay in. */
  FORBIDDEN_PATH: { exit: 2 },
  /** The question needs ground truth (masks or labels) and there is none. */
  NO_LABELS: { exit: 2 },
  /** The user stopped it. */
  ABORTED: { exit: 130 },
  /** The inference process died; it can be restarted. */
  ENGINE_LOST: { exit: 1 },
  /** The host cannot be reached: its process ended or the connection broke. */
  DISCONNECTED: { exit: 1 },
  /** The disk refused to write. */
  WRITE_FAILED: { exit: 1 },
  /** A defect of ours. */
  INTERNAL: { exit: 1 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorBody {
  code: ErrorCode;
  /** What is wrong, with the file's name in it where a file is at fault. */
  message: string;
  /** The file at fault, as the user named it. */
  file?: string;
  /** What to do about it, one sentence. */
  remedy?: string;
}

/** The one error class that is meant to be shown. Anything else thrown is a defect and becomes INTERNAL. */
export class ComoveError extends Error {
  readonly code: ErrorCode;
  readonly file?: string;
  readonly remedy?: string;

  constructor(
    code: ErrorCode,
    message: string,
    about: { file?: string; remedy?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: about.cause });
    this.name = 'ComoveError';
    this.code = code;
    this.file = about.file;
    this.remedy = about.remedy;
  }
}

/** The plain object that travels for any thrown value; an AbortError of the platform becomes ABORTED. */
export function errorBody(thrown: unknown): ErrorBody {
  if (thrown instanceof ComoveError) {
    const { code, message, file, remedy } = thrown;
    return { code, message, ...(file && { file }), ...(remedy && { remedy }) };
  }
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return { code: 'ABORTED', message: 'Stopped.' };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', message: message || 'An unknown error.' };
}

/** The error that a received body stands for. */
export function errorFromBody(body: ErrorBody): ComoveError {
  return new ComoveError(body.code, body.message, { file: body.file, remedy: body.remedy });
}

/** Throws ABORTED when the signal has fired; call it between the steps of long work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ComoveError('ABORTED', 'Stopped.');
}
