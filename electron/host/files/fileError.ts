import { ComoveError } from '#core/contract/errors.ts';

/** The error for a file that the system would not open or read, in words. */
export function fileError(cause: unknown, file: string): ComoveError {
  if (cause instanceof ComoveError) return cause;
  const code = (cause as NodeJS.ErrnoException)?.code ?? '';
  const [what, remedy] = reasons[code] ?? [
    `cannot be read (${code || String(cause)})`,
    'Check the disk and try again.',
  ];
  return new ComoveError('NOT_FOUND', `${file} ${what}.`, { file, remedy, cause });
}

const gone: [string, string] = [
  'does not exist (any more)',
  'Check the path, or put the file back, and open it again.',
];
const denied: [string, string] = [
  'may not be read by this user',
  'Change its permissions, or copy it to where you may read it.',
];
const reasons: Record<string, [what: string, remedy: string] | undefined> = {
  ENOENT: gone,
  ENOTDIR: gone,
  EACCES: denied,
  EPERM: denied,
  EISDIR: ['is a folder, not a file', 'Give the file inside it.'],
  ELOOP: ['is a link that leads back to itself', 'Replace the link by the file.'],
  ENAMETOOLONG: ['has too long a name', 'Give a shorter path.'],
};
