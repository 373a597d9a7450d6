import { ComoveError } from '#core/contract/errors.ts';

/**
 * What to report when writing failed: WRITE_FAILED for what the system refused; anything else (an abort, a defect)
 * as it was thrown.
 */
export function writeError(cause: unknown, path: string): unknown {
  const isSystem = cause instanceof Error && 'syscall' in cause;
  if (!isSystem) return cause;
  return new ComoveError('WRITE_FAILED', `${path} could not be written: ${cause.message}.`, {
    file: path,
    remedy: 'Check that the disk has room and that the folder may be written to.',
    cause,
  });
}
