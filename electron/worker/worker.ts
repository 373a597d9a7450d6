/** The inference process, and the threads in it that run networks. Arguments: `--models=FOLDER`, `--engine=auto|cpu`. */
import { parseArgs } from 'node:util';
import { parentPort, Worker } from 'node:worker_threads';
import { createEngine } from './engines/createEngine.ts';
import { answerRuns, inOwnThreads } from './engines/ownThreads.ts';
import { connectPort, startedByElectron } from './port.ts';
import { serveInference } from './serve.ts';

const args = process.argv.slice(2);
const { values } = parseArgs({
  args,
  options: { models: { type: 'string' }, engine: { type: 'string', default: 'auto' } },
  // Electron may put arguments of its own before ours.
  strict: false,
});
const engine = (threads?: number) =>
  createEngine(String(values.engine), String(values.models), threads);
const startThread = () => new Worker(new URL(import.meta.url), { argv: args });

// Threads that load onnxruntime-node have crashed Electron (microsoft/onnxruntime, issue 20084), and a thread does not
// inherit what makes node read TypeScript where the sources run as they are.
const threadsAreSafe = !startedByElectron() && import.meta.url.endsWith('.js');

if (parentPort) answerRuns(engine(1), parentPort);
else serveInference(connectPort(), threadsAreSafe ? inOwnThreads(engine(), startThread) : engine());
