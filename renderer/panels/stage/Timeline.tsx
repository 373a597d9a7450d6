import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../state/context.ts';
import { timeShare } from '../../state/time.ts';
import { formatFrame } from './format.ts';

/** First, previous, play, next, last; the scrubber; the frame number, which is a field. */
export function Timeline() {
  const { time } = useStores();
  const frameCount = useStore(time, (state) => state.frameCount);
  const playing = useStore(time, (state) => state.playing);
  const { step, show, play, pause } = time.getState();
  const last = Math.max(0, frameCount - 1);
  const empty = frameCount === 0;

  const button = (label: string, keys: string, symbol: string, act: () => void) => (
    <button
      type="button"
      className="time-button"
      aria-label={label}
      title={`${label} (${keys})`}
      disabled={empty}
      onClick={act}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={symbol} />
      </svg>
    </button>
  );

  return (
    <div className="timeline" role="group" aria-label="Time">
      {button('First frame', 'Home', symbols.first, () => step(-last))}
      {button('Previous frame', 'Left arrow', symbols.previous, () => step(-1))}
      {playing
        ? button('Pause', 'Space', symbols.pause, pause)
        : button('Play', 'Space', symbols.play, play)}
      {button('Next frame', 'Right arrow', symbols.next, () => step(1))}
      {button('Last frame', 'End', symbols.last, () => step(last))}
      <Scrubber frameCount={frameCount} onScrub={show} />
      <FrameField frameCount={frameCount} />
    </div>
  );
}

/** Paths in a square of 16. */
const symbols = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  previous: 'M11 3v10L4 8z',
  play: 'M4 2.5v11L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  next: 'M5 3v10l7-5z',
  last: 'M11 3h2v10h-2zM3 3v10l7-5z',
};

/** A native slider: its thumb follows time by subscription, so that playing does not render. */
function Scrubber({
  frameCount,
  onScrub,
}: {
  readonly frameCount: number;
  readonly onScrub: (frame: number) => void;
}) {
  const { time } = useStores();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const follow = () => {
      const { frame } = time.getState();
      const element = input.current;
      if (!element) return;
      element.value = String(frame);
      element.style.setProperty('--share', String(timeShare(frame, frameCount)));
      element.setAttribute('aria-valuetext', `Frame ${frame} of ${frameCount}`);
    };
    follow();
    return time.subscribe(follow);
  }, [time, frameCount]);

  return (
    <input
      ref={input}
      className="scrubber"
      type="range"
      min={0}
      max={Math.max(0, frameCount - 1)}
      step={1}
      defaultValue={0}
      disabled={frameCount === 0}
      aria-label="Frame"
      onInput={(event) => onScrub(event.currentTarget.valueAsNumber)}
      onKeyDown={(event) => {
        if (!isTimeKey(event.key)) return;
        // The slider moves by its own keys here; the window's must not move time once more.
        event.stopPropagation();
        if (!event.shiftKey || !(event.key in shiftSteps)) return;
        event.preventDefault();
        time.getState().step(shiftSteps[event.key]);
      }}
    />
  );
}

/** A native slider knows no larger step with Shift. */
const shiftSteps: Readonly<Record<string, number>> = {
  ArrowLeft: -10,
  ArrowDown: -10,
  ArrowRight: 10,
  ArrowUp: 10,
};
const isTimeKey = (key: string) => key.startsWith('Arrow') || key === 'Home' || key === 'End';

/** The number of the frame that is drawn. Typing a number and Enter goes there; Escape gives it up. */
function FrameField({ frameCount }: { readonly frameCount: number }) {
  const { time } = useStores();
  const field = useRef<HTMLInputElement>(null);
  const [editing, setEditing] = useState(false);

  useEffect(() => {
    if (editing) return undefined;
    const follow = () => {
      const { shown, frame } = time.getState();
      if (field.current) field.current.value = formatFrame(shown ?? frame, frameCount);
    };
    follow();
    return time.subscribe(follow);
  }, [time, frameCount, editing]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      const { value } = event.currentTarget;
      if (/^\s*\d+\s*$/.test(value)) {
        time.getState().pause();
        time.getState().show(Number(value));
      }
    }
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
    event.stopPropagation();
  };

  return (
    <span className="frame-number">
      <input
        ref={field}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label="Frame number"
        title={`0 to ${Math.max(0, frameCount - 1)}`}
        disabled={frameCount === 0}
        size={String(frameCount).length}
        onFocus={(event) => {
          time.getState().pause();
          setEditing(true);
          event.currentTarget.select();
        }}
        onBlur={() => setEditing(false)}
        onKeyDown={onKeyDown}
      />
      {' / '}
      <span>{frameCount}</span>
    </span>
  );
}
