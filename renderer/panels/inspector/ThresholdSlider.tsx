import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { formatFine } from '../../components/format.ts';
import { useStores } from '../../state/context.ts';
import { keyedThreshold } from '../stage/ColourBar.tsx';

/**
 * The threshold as a native slider: arrow keys move it by the paper's step, with Shift by a tenth of that. It
 * writes the store and follows it by subscription; React is not in between.
 */
export function ThresholdSlider() {
  const { threshold, map } = useStores();
  const scale = useStore(map, (state) => state.scale);
  const hasScores = useStore(map, (state) => state.scores !== undefined);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const follow = () => {
      const element = input.current;
      if (!element) return;
      const { value } = threshold.getState();
      element.value = String(value);
      element.setAttribute('aria-valuetext', `${formatFine(value)} ${scale.unit}`);
    };
    follow();
    return threshold.subscribe(follow);
  }, [threshold, scale]);

  return (
    <input
      ref={input}
      className="threshold-slider"
      type="range"
      aria-label="Threshold"
      title="Arrow keys move by 0.01, with Shift by 0.001"
      min={scale.low}
      max={scale.high}
      step="any"
      defaultValue={0}
      disabled={!hasScores}
      onInput={(event) => threshold.getState().set(event.currentTarget.valueAsNumber)}
      onKeyDown={(event) => {
        const next = keyedThreshold(event, threshold.getState().value, scale);
        if (next === undefined) return;
        event.preventDefault();
        threshold.getState().set(Math.max(scale.low, Math.min(scale.high, next)));
      }}
    />
  );
}
