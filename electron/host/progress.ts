/** How long work tells its caller where it stands, and learns that it should stop. */
export interface Progress {
  /** Sentence case, for people: 'Reading trajectories'. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  /** What is counted: 'bytes', 'frames', 'pairs'. */
  readonly unit: string;
  /** A guess, where one can be made. */
  readonly secondsLeft?: number;
}

export interface WorkOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
