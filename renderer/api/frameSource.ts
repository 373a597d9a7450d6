/** Trajectories by frame, as the stage reads them: at once when they are there, else by asking and waiting. */

/** One frame of all N points. */
export interface FramePoints {
  /** (N, 2) image pixels; NaN where the archive has no finite position. */
  readonly positions: Float32Array;
  /** (N) 1 where visible. */
  readonly visible: Uint8Array;
}

export interface FrameSource {
  /** The frame when it is in memory; undefined otherwise. Never waits. */
  at(frame: number): FramePoints | undefined;
  /** Resolves once the frame is in memory; many calls for the same block of frames share one fetch. */
  request(frame: number): Promise<FramePoints>;
  /** Called with the first and last frame of every block that arrives, until the returned function is called. */
  onArrival(listener: (first: number, last: number) => void): () => void;
  /** Stops fetches under way and lets go of all blocks. */
  dispose(): void;
}
