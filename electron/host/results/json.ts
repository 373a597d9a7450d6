/** A value that JSON holds as it is. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one JSON document of a command, the same bytes on standard output and in a file. Keys stand in the order
 * in which they were set.
 *
 * @throws RangeError for NaN and infinities, which JSON would turn into null in silence
 */
export function jsonDocument(document: Json): string {
  return `${JSON.stringify(document, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${key} is ${value}, which JSON cannot hold.`);
    return value;
  })}\n`;
}
