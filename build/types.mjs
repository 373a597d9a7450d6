/** Type-checks each layer as its own project, so that core sees neither the DOM nor node's types. */
import { spawnSync } from 'node:child_process';

let status = 0;
for (const project of ['core', 'electron', 'renderer', 'test']) {
  const { status: code } = spawnSync('node_modules/.bin/tsc', ['-p', `${project}/tsconfig.json`], {
    stdio: 'inherit',
  });
  if (code !== 0) status = 1;
}
process.exit(status);
