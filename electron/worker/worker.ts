/** The inference process. Arguments: `--models=FOLDER`, `--engine=auto|cpu`. */
import { parseArgs } from 'node:util';
import { createEngine } from './engines/createEngine.ts';
import { connectPort } from './port.ts';
import { serveInference } from './serve.ts';

const { values } = parseArgs({
  options: { models: { type: 'string' }, engine: { type: 'string', default: 'auto' } },
  // Electron may put arguments of its own before ours.
  strict: false,
});
serveInference(connectPort(), createEngine(String(values.engine), String(values.models)));
