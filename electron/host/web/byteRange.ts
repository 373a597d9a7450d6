/** What a Range header asks of a body. */
export type ByteRange =
  | { kind: 'whole' }
  /** [start, end) in bytes. */
  | { kind: 'part'; start: number; end: number }
  | { kind: 'unsatisfiable' };

/**
 * Reads a Range header (RFC 9110, section 14) for a body of `size` bytes.
 *
 * One range of bytes is served: `a-b`, `a-`, or `-n` for the last n. Units other than bytes are ignored, as the
 * RFC demands. Several ranges and malformed ones are answered as unsatisfiable rather than with the whole body,
 * which can be gigabytes that nobody meant to ask for.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange {
  if (!header || !/^\s*bytes\s*=/i.test(header)) return { kind: 'whole' };
  const match = /^\s*bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header);
  if (!match) return { kind: 'unsatisfiable' };
  const [, first, last] = match;
  if (first === '' && last === '') return { kind: 'unsatisfiable' };
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return start < end ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}
