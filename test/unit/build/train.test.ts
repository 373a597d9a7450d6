import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const required = process.env.COMOVE_REQUIRE_TORCH !== undefined;

/** Far more than its minute: a loaded machine is no failure. */
const mostMillis = 600_000;

/** A python that has these; Debian's own has what Debian packages, whatever comes first on the path. */
const pythonWith = (modules: string) =>
  ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', `import ${modules}`]).status === 0,
  );

/** A test of a python program, skipped by name where no python has the modules and none has to. */
function programTest(name: string, modules: string, run: (python: string) => void): void {
  const python = pythonWith(modules);
  const skipped = python === undefined && !required;
  it.skipIf(skipped)(
    skipped ? `${name} (skipped: python3 has no ${modules} here)` : name,
    () => run(python ?? 'python3'),
    mostMillis,
  );
}

/** @returns what it printed; it must have nothing to complain about */
function succeed(python: string, program: string, ...options: string[]): string {
  const args = [`build/train/${program}`, ...options];
  const { status, stdout, stderr } = spawnSync(python, args, { cwd: root, encoding: 'utf8' });
  console.log(stdout);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describe('training', () => {
  programTest('learns from a fixed seed: the losses fall below their bounds', 'torch', (python) => {
    succeed(python, 'smoke.py');
  });

  programTest('finds the weights that ship again in their ONNX file', 'torch, onnx', (python) => {
    const folder = mkdtempSync(join(tmpdir(), 'comove-restore-'));
    try {
      // It holds what it finds against the golden file by itself.
      expect(succeed(python, 'restore.py', '--run', folder)).toContain('from the golden file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
