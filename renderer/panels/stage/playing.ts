/** Playing: asks for the frame that is due, as often as the screen refreshes. */
import { dueFrame, framesAhead, type PlaybackClock } from '../../scene/playback.ts';
import type { TimeStore } from '../../state/time.ts';

export interface FramesWanted {
  want(frame: number, exact?: boolean): void;
  prefetch(frames: readonly number[]): void;
}

/**
 * Turns what the time store wants into frames asked for, until the returned function is called. Stepping and
 * scrubbing ask for exactly that frame; playing asks for the due one and lets late ones go.
 */
export function followTime(time: TimeStore, frames: FramesWanted): () => void {
  let clock: PlaybackClock | undefined;
  let tick = 0;
  let wanted = -1;

  const ask = (frame: number, exact: boolean, pace: number) => {
    const { frameCount, playing } = time.getState();
    wanted = frame;
    frames.want(frame, exact);
    frames.prefetch(framesAhead(frame, frameCount, { playing, pace }));
  };
  const start = () => {
    const { frame, frameRate, frameCount } = time.getState();
    wanted = frame;
    clock = { startFrame: frame, startMillis: performance.now(), frameRate, frameCount };
    cancelAnimationFrame(tick);
    tick = requestAnimationFrame(advance);
  };
  const stop = () => {
    cancelAnimationFrame(tick);
    clock = undefined;
  };
  const advance = () => {
    const { shown, frameCount } = time.getState();
    if (!clock) return;
    if (shown === frameCount - 1 && wanted === shown) {
      time.getState().pause();
      return;
    }
    const due = dueFrame(clock, performance.now());
    if (due !== wanted) ask(due, false, Math.max(1, due - wanted));
    tick = requestAnimationFrame(advance);
  };

  const unsubscribe = time.subscribe((now, before) => {
    if (now.frameCount === 0) return stop();
    if (now.playing && !before.playing) {
      if (now.frame !== now.shown) ask(now.frame, true, 1);
      start();
    } else if (!now.playing && before.playing) {
      stop();
      // Late frames stay away: what was seen last, or was stepped to, is what is seen.
      ask(now.frame, true, 1);
    } else if (now.frame !== before.frame && now.frame !== now.shown) {
      ask(now.frame, now.playing, 1);
      if (now.playing) start();
    }
  });
  return () => {
    unsubscribe();
    stop();
  };
}
