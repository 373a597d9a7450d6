import { ComoveError } from '#core/contract/errors.ts';
import { engineChoices, type EngineChoice } from '../../host/inference/port.ts';
import type { Engine } from '../engine.ts';
import { createOnnxEngine } from './onnxruntime.ts';

/**
 * The engine of a name.
 *
 * @param threads as many as are worth it by default
 * @throws ComoveError USAGE for an unknown name, with the known ones in it
 */
export function createEngine(choice: string, modelsFolder: string, threads?: number): Engine {
  switch (choice as EngineChoice) {
    // The CPU is the fastest engine there is so far.
    case 'auto':
    case 'cpu':
      return createOnnxEngine(modelsFolder, threads);
    default:
      throw new ComoveError('USAGE', `There is no engine '${choice}'.`, {
        remedy: `The engines are: ${engineChoices.join(', ')}.`,
      });
  }
}
