import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

/** The folder of third-party data: COMOVE_DATA, or ../shared/data beside the checkout. */
const folder = process.env.COMOVE_DATA ?? join(import.meta.dirname, '../../../shared/data');

/** A path below the shared data. */
export const sharedData = (...parts: string[]): string => join(folder, ...parts);

/**
 * A suite that needs a folder of the shared data: skipped by name, with the reason in it, where the folder is
 * missing; with COMOVE_REQUIRE_DATA (as .ci/run sets) its absence fails instead.
 */
export function describeWithData(part: string, name: string, suite: () => void): void {
  if (existsSync(join(folder, part)) || process.env.COMOVE_REQUIRE_DATA) describe(name, suite);
  else describe.skip(`${name} (skipped: ${part} is not in COMOVE_DATA or ../shared/data)`, suite);
}
