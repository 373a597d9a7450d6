/** Which frame is wanted and which is shown: the stage draws a frame once its picture and points are there. */
import { createStore } from 'zustand/vanilla';

export interface TimeState {
  /** 0 .. frameCount - 1; 0 while nothing is open. */
  readonly frame: number;
  /** The frame that is drawn; trails `frame` while that is on its way. Undefined before the first. */
  readonly shown: number | undefined;
  readonly frameCount: number;
  /** Frames per second of playback. */
  readonly frameRate: number;
  readonly playing: boolean;
  /** Starts at frame 0 of a newly opened sequence. */
  reset(clip: { frameCount: number; frameRate: number }, frame?: number): void;
  /** The stage has drawn a frame. While playing, time goes by what is drawn. */
  present(frame: number): void;
  /** Asks for a frame; rounded and clamped into the clip. */
  show(frame: number): void;
  /** Moves by frames and stops playing, so that the frame stepped to is the frame seen. */
  step(frames: number): void;
  /** Starts over when the clip had ended. */
  play(): void;
  pause(): void;
}

/** Where a frame lies between the first and the last, 0 to 1; 0 in a clip of one frame. */
export const timeShare = (frame: number, frameCount: number): number =>
  frameCount > 1 ? frame / (frameCount - 1) : 0;

export type TimeStore = ReturnType<typeof createTimeStore>;

export function createTimeStore() {
  return createStore<TimeState>()((set, get) => ({
    frame: 0,
    shown: undefined,
    frameCount: 0,
    frameRate: 30,
    playing: false,
    reset: ({ frameCount, frameRate }, frame = 0) => {
      set({ frameCount, frameRate, playing: false, frame: 0, shown: undefined });
      get().show(frame);
    },
    show: (frame) =>
      set(({ frameCount }) => ({
        frame: Math.max(0, Math.min(frameCount - 1, Math.round(frame) || 0)),
      })),
    present: (frame) =>
      set(({ playing }) => (playing ? { shown: frame, frame } : { shown: frame })),
    step: (frames) => {
      set({ playing: false });
      get().show(get().frame + frames);
    },
    play: () => {
      const { frame, frameCount } = get();
      if (frameCount > 1) set({ playing: true, frame: frame === frameCount - 1 ? 0 : frame });
    },
    pause: () => set({ playing: false }),
  }));
}
