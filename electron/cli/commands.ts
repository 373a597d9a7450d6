import type { RegisterCommand } from './context.ts';
import { registerCurve } from './commands/curve.ts';
import { registerEvaluate } from './commands/evaluate.ts';
import { registerEvaluateInfonet } from './commands/evaluateInfonet.ts';
import { registerGradient } from './commands/gradient.ts';
import { registerInfo } from './commands/info.ts';
import { registerMap } from './commands/map.ts';
import { registerMi } from './commands/mi.ts';
import { registerPairs } from './commands/pairs.ts';
import { registerReproduce } from './commands/reproduce.ts';
import { registerSegment } from './commands/segment.ts';
import { registerServe } from './commands/serve.ts';
import { registerSynth } from './commands/synth.ts';

/** Every command, in the order of `comove --help`. Adding one is adding a file in commands/ and a line here. */
export const commands: readonly RegisterCommand[] = [
  registerInfo,
  registerMap,
  registerPairs,
  registerCurve,
  registerSegment,
  registerMi,
  registerGradient,
  registerSynth,
  registerServe,
  registerEvaluate,
  registerEvaluateInfonet,
  registerReproduce,
];
