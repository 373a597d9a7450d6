#!/usr/bin/env node
/** The `comove` command: the process around `main`. */
import { findInstallation } from '../host/installation.ts';
import { main } from './main.ts';

const stop = new AbortController();
// The first Ctrl-C lets the command end cleanly (exit code 130), the second one does not wait.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
// A reader that goes away (`comove ... | head`) ends the output, it is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  installation: findInstallation(import.meta.dirname),
  signal: stop.signal,
  streams: {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  },
  terminal: process.stderr.isTTY === true,
});
