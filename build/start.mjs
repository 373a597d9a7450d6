/**
 * `npm start [-- SEQUENCE]`: the Electron window where Electron's binary is there or can be fetched; otherwise one
 * line why not, and the same app served to a browser on this machine. Opens the shipped sample by default.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const electronFolder = `${root}node_modules/electron`;
/** How long the place that Electron is fetched from may take to answer at all. */
const answerMillis = 10_000;
/** A window that ends with an error sooner than this never was one. */
const startMillis = 8_000;

const sequence = resolve(process.argv[2] ?? `${root}assets/sample`);
// Ctrl-C reaches the child too; this process waits for how the child ends.
process.on('SIGINT', () => {});

const electron = await findElectron();
const reason = electron.binary ? await openWindow(electron.binary) : electron.reason;
if (reason) {
  console.log(`No Electron window: ${reason}. Open the same app in a browser:`);
  const { code } = await run(process.execPath, [
    `${root}build/dist/main/comove.js`,
    'serve',
    sequence,
  ]);
  process.exit(code);
}

/** @returns {Promise<{binary: string} | {binary?: undefined, reason: string}>} */
async function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'there is no display' };
  if (!existsSync(electronFolder)) return { reason: 'the electron package is not installed' };
  const there = installedBinary();
  if (there) return { binary: there };
  const unreachable = await whyUnreachable();
  if (unreachable)
    return { reason: `its binary is not here and cannot be fetched (${unreachable})` };
  console.log('Fetching Electron, once ...');
  await run(process.execPath, [`${electronFolder}/install.js`], {
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  const fetched = installedBinary();
  return fetched ? { binary: fetched } : { reason: 'fetching its binary failed' };
}

/** Where Electron's own package looks for its binary. */
function installedBinary() {
  try {
    const name = readFileSync(`${electronFolder}/path.txt`, 'utf8');
    const binary = `${process.env.ELECTRON_OVERRIDE_DIST_PATH ?? `${electronFolder}/dist`}/${name}`;
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined; // Not fetched yet.
  }
}

/** Asks for the small list of checksums beside the binary, so that no network means seconds and not minutes. */
async function whyUnreachable() {
  const { version } = JSON.parse(readFileSync(`${electronFolder}/package.json`, 'utf8'));
  const base =
    process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const { ok, status } = await fetch(`${base}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(answerMillis),
    });
    return ok ? undefined : `answer ${status}`;
  } catch (error) {
    return error.name === 'TimeoutError' ? 'no answer' : 'no network';
  }
}

/** @returns why there was no window; undefined when there was one, and it was closed */
async function openWindow(binary) {
  const began = Date.now();
  const { code, signal } = await run(binary, [root, sequence]);
  const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM';
  return failed && Date.now() - began < startMillis
    ? `it ended with ${signal ?? `code ${code}`}`
    : undefined;
}

/** Runs a command to its end; SIGTERM is passed on. */
function run(command, args, options = { stdio: 'inherit' }) {
  const child = spawn(command, args, options);
  const passOn = () => child.kill('SIGTERM');
  process.on('SIGTERM', passOn);
  return new Promise((done) => {
    const end = (code, signal) => {
      process.off('SIGTERM', passOn);
      done({ code: code ?? 1, signal });
    };
    child.on('error', () => end(1));
    child.on('exit', end);
  });
}
