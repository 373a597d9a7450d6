import { describe, expect, it } from 'vitest';
import { dueFrame, framesAhead } from '#renderer/scene/playback.ts';

const clock = { startFrame: 10, startMillis: 5000, frameRate: 30, frameCount: 40 };

describe('the playback clock', () => {
  it('starts where it was started, also for a time before', () => {
    expect(dueFrame(clock, 5000)).toBe(10);
    expect(dueFrame(clock, 4000)).toBe(10);
  });

  it('reaches every frame at its own time, whatever the division by the rate loses', () => {
    for (let k = 0; k < 29; k += 1) {
      expect(dueFrame(clock, 5000 + (k * 1000) / 30)).toBe(10 + k);
      expect(dueFrame(clock, 5000 + ((k + 0.99) * 1000) / 30)).toBe(10 + k);
    }
  });

  it('goes by real time, so late frames are left out', () => {
    expect(dueFrame(clock, 5500)).toBe(25);
  });

  it('ends at the last frame', () => {
    expect(dueFrame(clock, 1e9)).toBe(39);
  });
});

describe('frames to load ahead', () => {
  it('lie ahead at the pace of playing, within the clip', () => {
    expect(framesAhead(5, 12, { playing: true, pace: 2 })).toEqual([7, 9, 11]);
  });

  it('lie on both sides when paused, nearest first', () => {
    expect(framesAhead(0, 600, { playing: false, pace: 1 })).toEqual([1, 2, 3, 10]);
    expect(framesAhead(1, 4, { playing: false, pace: 1 })).toEqual([2, 0, 3]);
  });
});
