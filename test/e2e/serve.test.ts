/** `comove serve` and `npm start` as processes: what they print, how they end. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { comove, serve, temporaryFolder } from '../support/comove.ts';
import { rawRequest } from '../support/rawHttp.ts';

let config: string;
let remove: () => void;
beforeEach(() => {
  [config, remove] = temporaryFolder();
});
afterEach(() => remove());

const portOf = (url: string) => Number(new URL(url).port);

it('serves at the printed address until Ctrl-C, which ends it with 130', async () => {
  const { url, child } = await serve([], config);
  const { pathname, search } = new URL(url);
  expect((await rawRequest(portOf(url), pathname + search)).status).toBe(200);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  await expect(rawRequest(portOf(url), '/')).rejects.toThrow('ECONNREFUSED');
});

it('takes the port it is given; a taken one is a clear message and exit code 2', async () => {
  const first = await serve([], config);
  const port = portOf(first.url);
  const { code, stderr } = await comove(['serve', '--no-browser', '--port', String(port)]);
  expect(code).toBe(2);
  expect(stderr).toContain(`Port ${port} cannot be used`);
  await first.stop();
  const second = await serve(['--port', String(port)], config);
  expect(portOf(second.url)).toBe(port);
  await second.stop();
});

it.each(['65536', '-1', 'http', '80.5'])('--port %s is wrong usage', async (port) => {
  const { code, stderr } = await comove(['serve', `--port=${port}`]);
  expect(code).toBe(2);
  expect(stderr).toContain('--port');
});

it.runIf(process.platform === 'linux')(
  'npm start without a display says why there is no window, and where the app is',
  async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../build/start.mjs')], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', XDG_CONFIG_HOME: config },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await expect.poll(() => output, { timeout: 30_000 }).toContain('?token=');
    expect(output.split('\n')[0]).toMatch(/^No Electron window: there is no display\./);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
  },
);
