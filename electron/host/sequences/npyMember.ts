/** Arrays of an .npz archive, one member at a time. */
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import { createNpyDecoder } from '#core/formats/npyDecoder.ts';
import type { NpySink } from '#core/formats/npyDecoder.ts';
import { readNpyHeader } from '#core/formats/npyHeader.ts';
import type { NpyHeader } from '#core/formats/npyHeader.ts';
import type { WorkOptions } from '../progress.ts';
import type { ZipArchive, ZipMember } from './zipArchive.ts';

/** An array's name without its `.npy`, and what its header says. */
export interface ArchiveArray {
  readonly key: string;
  readonly member: ZipMember;
  readonly header: NpyHeader;
}

/** Progress is told after so many bytes, a few milliseconds' work. */
const reportBytes = 1 << 20;

/** How an archive's array is called in errors. */
export const memberLabel = (archive: ZipArchive, name: string) => `${name} in ${archive.file}`;

export interface ArchiveArrays {
  readonly arrays: ReadonlyMap<string, ArchiveArray>;
  /** Arrays whose header cannot be read: of no account unless they are needed. */
  readonly problems: ReadonlyMap<string, ComoveError>;
}

/** Reads the headers of all arrays of an archive, and nothing else of them. */
export async function readArrayHeaders(
  archive: ZipArchive,
  signal?: AbortSignal,
): Promise<ArchiveArrays> {
  const arrays = new Map<string, ArchiveArray>();
  const problems = new Map<string, ComoveError>();
  for (const member of archive.members.values()) {
    if (!member.name.endsWith('.npy')) continue;
    const key = member.name.slice(0, -'.npy'.length);
    try {
      arrays.set(key, { key, member, header: await readHeader(archive, member, signal) });
    } catch (thrown) {
      if (!(thrown instanceof ComoveError) || thrown.code === 'ABORTED') throw thrown;
      problems.set(key, thrown);
    }
  }
  return { arrays, problems };
}

async function readHeader(
  archive: ZipArchive,
  member: ZipMember,
  signal?: AbortSignal,
): Promise<NpyHeader> {
  const label = memberLabel(archive, member.name);
  let bytes = Buffer.alloc(0);
  for await (const chunk of archive.chunks(member, signal)) {
    bytes = Buffer.concat([bytes, chunk]);
    const outcome = named(archive, () => readNpyHeader(bytes, label));
    if (outcome.kind === 'header') return outcome.header;
  }
  throw new ComoveError('BAD_INPUT', `${label} ends within its header.`, {
    file: archive.file,
    remedy: 'Write the archive again with numpy.savez.',
  });
}

/**
 * Streams an array's elements into a sink.
 *
 * @param open called with the header before any element is read; it may throw to refuse
 * @param phase what progress is called, counted in bytes
 * @throws ComoveError BAD_INPUT for anything damaged or lying about its size, ABORTED
 */
export async function streamArray(
  archive: ZipArchive,
  { member }: ArchiveArray,
  open: (header: NpyHeader) => NpySink,
  phase: string,
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  const label = memberLabel(archive, member.name);
  const decoder = named(archive, () =>
    createNpyDecoder({ file: label, totalBytes: member.size }, open),
  );
  let [done, reported] = [0, Number.NEGATIVE_INFINITY];
  for await (const chunk of archive.chunks(member, signal)) {
    named(archive, () => decoder.push(chunk));
    done += chunk.length;
    if (done - reported < reportBytes && done < member.size) continue;
    onProgress?.({ phase, done, total: member.size, unit: 'bytes' });
    reported = done;
  }
  throwIfAborted(signal);
  named(archive, () => decoder.end());
}

/** Runs a reader of core, which knows the array, and makes its errors name the archive as the file at fault. */
function named<T>(archive: ZipArchive, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof ComoveError)) throw thrown;
    const { code, message, remedy } = thrown;
    throw new ComoveError(code, message, { file: archive.file, remedy, cause: thrown });
  }
}
