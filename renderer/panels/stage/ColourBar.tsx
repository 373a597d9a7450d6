import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import { cssColour } from '#core/colour/colourMap.ts';
import { useStores } from '../../state/context.ts';
import type { ScoreScale } from '../../state/map.ts';
import { paperStep } from '../../state/threshold.ts';
import { formatScore } from './format.ts';
import { roundTicks } from './ticks.ts';

const tickCount = 5;
/** Colours named in the gradient: between them the browser interpolates, by less than one step of a byte's tenth. */
const gradientStops = 17;

/** A score's place on the bar: 0 at the bottom, 1 at the top. */
export function shareOf(score: number, { low, high }: ScoreScale): number {
  return high > low ? Math.max(0, Math.min(1, (score - low) / (high - low))) : 0;
}

/** The colour map with its unit, and the threshold as a handle on it: dragged, or moved by the arrow keys. */
export function ColourBar() {
  const { map, threshold, view } = useStores();
  const scale = useStore(map, (state) => state.scale);
  const hasScores = useStore(map, (state) => state.scores !== undefined);
  const colourMap = useStore(view, (state) => state.colourMap);
  const track = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);

  // Follows drags sixty times a second without rendering.
  useEffect(() => {
    const place = () => {
      const { value } = threshold.getState();
      const element = handle.current;
      if (!element) return;
      element.style.bottom = `${100 * shareOf(value, scale)}%`;
      element.setAttribute('aria-valuenow', formatScore(value));
      element.setAttribute('aria-valuetext', `${formatScore(value)} ${scale.unit}`);
      element.lastElementChild!.textContent = formatScore(value);
    };
    place();
    return threshold.subscribe(place);
  }, [threshold, scale, hasScores]);

  if (!hasScores) return null;

  const clamp = (value: number) => Math.max(scale.low, Math.min(scale.high, value));
  const drag = (event: PointerEvent) => {
    const { bottom, height } = track.current!.getBoundingClientRect();
    const share = (bottom - event.clientY) / Math.max(1, height);
    threshold.getState().set(clamp(scale.low + share * (scale.high - scale.low)));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    handle.current!.focus({ preventScroll: true });
    event.preventDefault();
    drag(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyedThreshold(event, threshold.getState().value, scale);
    if (next === undefined) return;
    event.preventDefault();
    // The arrow keys belong to the handle here, not to time.
    event.stopPropagation();
    threshold.getState().set(clamp(next));
  };
  const stops = Array.from({ length: gradientStops }, (_, i) =>
    cssColour(colourMap, i / (gradientStops - 1)),
  );

  return (
    <div className="colour-bar">
      <span className="colour-bar-unit">{scale.unit}</span>
      <div
        ref={track}
        className="colour-bar-track"
        style={{ backgroundImage: `linear-gradient(to top, ${stops.join(', ')})` }}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
        }}
      >
        {roundTicks(scale.low, scale.high, tickCount).map((tick) => (
          <span
            key={tick}
            className="colour-bar-tick"
            style={{ bottom: `${100 * shareOf(tick, scale)}%` }}
          >
            {tick}
          </span>
        ))}
        <div
          ref={handle}
          className="colour-bar-handle"
          role="slider"
          tabIndex={0}
          aria-label="Threshold"
          aria-orientation="vertical"
          aria-valuemin={scale.low}
          aria-valuemax={scale.high}
          title="Threshold: drag, or use the arrow keys (Shift: a tenth of a step)"
          onKeyDown={onKeyDown}
        >
          <output />
        </div>
      </div>
    </div>
  );
}

/** The threshold that a key asks for: the paper's step, with Shift a tenth of it; undefined for other keys. */
export function keyedThreshold(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  value: number,
  { low, high }: ScoreScale,
): number | undefined {
  const step = shiftKey ? paperStep / 10 : paperStep;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return value + step;
    case 'ArrowDown':
    case 'ArrowLeft':
      return value - step;
    case 'PageUp':
      return value + 10 * paperStep;
    case 'PageDown':
      return value - 10 * paperStep;
    case 'Home':
      return low;
    case 'End':
      return high;
    default:
      return undefined;
  }
}
