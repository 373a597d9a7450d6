import type { RegisterCommand } from './context.ts';
import { registerEvaluate } from './commands/evaluate.ts';
import { registerEvaluateInfonet } from './commands/evaluateInfonet.ts';
import { registerInfo } from './commands/info.ts';
import { registerMap } from './commands/map.ts';
import { registerMi } from './commands/mi.ts';
import { registerServe } from './commands/serve.ts';
import { registerSynth } from './commands/synth.ts';

/** Every command, in the order of `comove --help`. Adding one is adding a file in commands/ and a line here. */
export const commands: readonly RegisterCommand[] = [
  registerInfo,
  registerMap,
  registerMi,
  registerSynth,
  registerServe,
  registerEvaluate,
  registerEvaluateInfonet,
];
