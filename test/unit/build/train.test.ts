import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Debian's own python has the torch that Debian packages, whatever comes first on the path. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import torch']).status === 0,
);
const hasTorch = python !== undefined;
const required = process.env.COMOVE_REQUIRE_TORCH !== undefined;

/** Far more than its minute: a loaded machine is no failure. */
const mostMillis = 600_000;

const name =
  hasTorch || required
    ? 'learns from a fixed seed: the losses fall below their bounds'
    : 'learns from a fixed seed (skipped: python3 has no torch here)';

describe('training', () => {
  it.skipIf(!hasTorch && !required)(
    name,
    () => {
      const { status, stdout, stderr } = spawnSync(python ?? 'python3', ['build/train/smoke.py'], {
        cwd: root,
        encoding: 'utf8',
      });
      console.log(stdout);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
    mostMillis,
  );
});
