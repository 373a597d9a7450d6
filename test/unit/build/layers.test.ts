/** The check of the layers must fail on planted violations, or it checks nothing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const planted = join(root, 'test/fixtures/layers');
const tool = (name: string) => join(root, 'node_modules/.bin', name);

it('dependency-cruiser names every planted violation', () => {
  const { status, stdout } = spawnSync(
    tool('depcruise'),
    ['--config', join(root, 'build/dependency-cruiser.cjs'), 'core', 'electron', 'renderer'],
    { cwd: planted, encoding: 'utf8' },
  );
  expect(status).not.toBe(0);
  for (const rule of [
    'core-is-innermost',
    'core-no-builtins',
    'server-not-shell',
    'host-below-shells',
  ])
    expect(stdout).toContain(rule);
}, 60_000);

it('ESLint says what to do instead', async () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(root, 'build/eslint.config.js'),
  });
  const messages = async (code: string, filePath: string) =>
    (await eslint.lintText(code, { filePath: join(root, filePath) }))[0].messages.map(
      ({ message }) => message,
    );
  expect(
    (await messages("import 'three';\nimport 'node:fs';\n", 'core/planted.ts')).join('\n'),
  ).toContain('core/ is pure TypeScript');
  expect(
    (await messages("import '#electron/host/progress.ts';\n", 'renderer/planted.ts')).join('\n'),
  ).toContain('renderer/ imports core/ only');
  expect((await messages("import 'electron';\n", 'electron/host/planted.ts')).join('\n')).toContain(
    'Only electron/shell',
  );
}, 60_000);

it("core's project knows neither the DOM nor node", () => {
  const { status, stdout } = spawnSync(tool('tsc'), ['-p', join(planted, 'core/tsconfig.json')], {
    encoding: 'utf8',
  });
  expect(status).not.toBe(0);
  expect(stdout).toMatch(/Cannot find name 'document'/);
  expect(stdout).toMatch(/Cannot find name 'process'/);
}, 60_000);
