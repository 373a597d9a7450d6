/**
 * `npm test`: every check there is, in order of speed; each runs even when an earlier one failed, and the last
 * line counts them all. Tests that the machine cannot run are listed by name with the reason in it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = `${root}test/output/vitest.json`;
const bin = (name) => `${root}node_modules/.bin/${name}`;

const stages = [
  [
    'format',
    bin('prettier'),
    ['--config', 'build/prettier.json', '--check', '--log-level', 'warn', '.'],
  ],
  ['lint', bin('eslint'), ['--config', 'build/eslint.config.js', '--max-warnings', '0', '.']],
  ['types', process.execPath, ['build/types.mjs']],
  [
    'layers',
    bin('depcruise'),
    ['--config', 'build/dependency-cruiser.cjs', 'core', 'electron', 'renderer'],
  ],
  ['build', process.execPath, ['build/ensureBuilt.mjs']],
  [
    'tests',
    bin('vitest'),
    [
      'run',
      '--config',
      'build/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  ],
];

const count = { passed: 0, failed: 0, skipped: 0 };
mkdirSync(`${root}test/output`, { recursive: true });
rmSync(report, { force: true });

for (const [name, command, args] of stages) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (name !== 'tests') count[status === 0 ? 'passed' : 'failed'] += 1;
  else countTests(status);
}

console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed === 0 ? 0 : 1);

/** Adds what vitest reports; a run that ends badly without a failed test (a crash, a bad suite) counts as one. */
function countTests(status) {
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    count.failed += 1;
    return;
  }
  const skipped = results.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(
      (test) => test.status === 'skipped' || test.status === 'pending' || test.status === 'todo',
    );
  for (const test of skipped) console.log(`skipped: ${test.fullName}`);
  count.passed += results.numPassedTests;
  count.failed += results.numFailedTests;
  count.skipped += skipped.length;
  if (status !== 0 && results.numFailedTests === 0) count.failed += 1;
}
