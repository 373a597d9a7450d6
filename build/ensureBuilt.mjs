/**
 * Builds when a source is newer than what was built from it; says nothing otherwise. What it prints goes to
 * standard error: `npm run -s comove -- ... --json` runs it first, and standard output is the document's alone.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = [
  'core',
  'electron',
  'renderer',
  'assets/icons',
  'build/electron.vite.config.ts',
  'build/tsconfig.base.json',
  'package.json',
];
// One of each output; the oldest counts, so that a build which broke off is made again.
const outputs = ['main/comove.js', 'preload/preload.cjs', 'renderer/index.html'];

if (newest(sources) > oldestOutput()) {
  process.stderr.write('Building Comove ...\n');
  const bin = `${root}node_modules/electron-vite/bin/electron-vite.js`;
  const args = ['build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Latest change below the paths, in milliseconds; folders count too, since deleting a file changes its folder. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = `${root}${path}`;
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat) continue;
    latest = Math.max(latest, stat.mtimeMs);
    if (!stat.isDirectory()) continue;
    for (const entry of readdirSync(full, { recursive: true }))
      latest = Math.max(
        latest,
        statSync(`${full}/${entry}`, { throwIfNoEntry: false })?.mtimeMs ?? 0,
      );
  }
  return latest;
}

function oldestOutput() {
  return Math.min(
    ...outputs.map(
      (path) => statSync(`${root}build/dist/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );
}
