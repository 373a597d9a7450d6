import { forkInference } from '../host/inference/forkInference.ts';
import {
  createInferenceProcess,
  type InferenceProcess,
} from '../host/inference/inferenceProcess.ts';
import type { EngineChoice } from '../host/inference/port.ts';
import type { CommandContext } from './context.ts';

/** The command's own inference process; it starts with the first job and ends with the command. */
export function commandInference(context: CommandContext, engine: EngineChoice): InferenceProcess {
  const inference = createInferenceProcess(forkInference(context.installation, engine));
  context.defer(() => inference.dispose());
  return inference;
}
