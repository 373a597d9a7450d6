/** The inference process. Arguments: `--models=FOLDER`, `--engine=auto|cpu`. */
import { parseArgs } from 'node:util';
import { createOnnxEngine } from './engines/onnxruntime.ts';
import { connectPort } from './port.ts';
import { serveInference } from './serve.ts';

const { values } = parseArgs({
  options: { models: { type: 'string' }, engine: { type: 'string', default: 'auto' } },
  // Electron may put arguments of its own before ours.
  strict: false,
});
serveInference(connectPort(), createOnnxEngine(String(values.models)));
