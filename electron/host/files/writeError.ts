import { ComoveError } from '#core/contract/errors.ts';

/**
 * What to report when writing failed: WRITE_FAILED for what the system refused; anything else (an abort, a defect)
 * as it was thrown.
 *
 * @param path the file or folder as the user named it, not the temporary one that stood in for it
 */
export function writeError(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error && 'syscall' in cause)) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const [what, remedy] = reasons[code] ?? [
    cause.message,
    'Check the disk and try again, or name another place.',
  ];
  return new ComoveError('WRITE_FAILED', `${path} could not be written: ${what}.`, {
    file: path,
    remedy,
    cause,
  });
}

const full: [string, string] = [
  'the disk is full',
  'Make room on it, or name a place on another disk.',
];
const denied: [string, string] = [
  'this user may not write there',
  'Change the permissions of the folder, or name another one.',
];
const inTheWay: [string, string] = [
  'a file stands where a folder is needed, or the other way round',
  'Move it away, or name another place.',
];
const reasons: Record<string, [what: string, remedy: string] | undefined> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: denied,
  EPERM: denied,
  EROFS: ['the disk is read-only', 'Name a place on another disk.'],
  EEXIST: inTheWay,
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  ENAMETOOLONG: ['the name is too long', 'Give a shorter path.'],
};
