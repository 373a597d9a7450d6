/** Which frame is due while playing. Pure: the page's clock is handed in. */

export interface PlaybackClock {
  readonly startFrame: number;
  readonly startMillis: number;
  /** Frames per second. */
  readonly frameRate: number;
  readonly frameCount: number;
}

/** The frame due at a time: real time rules, so a slow machine drops frames and does not play slower. */
export function dueFrame(clock: PlaybackClock, nowMillis: number): number {
  const elapsed = Math.max(0, nowMillis - clock.startMillis);
  // The tiny addition keeps k / frameRate seconds from falling just short of frame k.
  const passed = Math.floor((elapsed * clock.frameRate) / 1000 + 1e-6);
  return Math.min(clock.frameCount - 1, clock.startFrame + passed);
}

/** Frames worth loading before they are asked for: ahead at the pace of playing, or both neighbours when paused. */
export function framesAhead(
  frame: number,
  frameCount: number,
  { playing, pace }: { playing: boolean; pace: number },
): number[] {
  const offsets = playing ? [1, 2, 3, 4, 5, 6].map((i) => i * pace) : [1, -1, 2, -2, 3, 10, -10];
  return offsets.map((offset) => frame + offset).filter((at) => at >= 0 && at < frameCount);
}
