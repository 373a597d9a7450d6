import type { InferenceReply, InferenceRequest } from './protocol.ts';

/** One running inference process, as the host sees it. */
export interface InferencePort {
  post(request: InferenceRequest): void;
  onReply(listener: (reply: InferenceReply) => void): void;
  /** Called once, when the process has ended or could not start; `reason` is for people. */
  onEnd(listener: (reason: string) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts an inference process. Electron's shell brings its own, by utilityProcess. */
export type LaunchInference = () => InferencePort;

/** The worker's arguments. */
export function workerArguments(modelsFolder: string, engine: EngineChoice): string[] {
  return [`--models=${modelsFolder}`, `--engine=${engine}`];
}

/** 'auto' is the fastest engine that this machine has. */
export const engineChoices = ['auto', 'cpu'] as const;
export type EngineChoice = (typeof engineChoices)[number];
