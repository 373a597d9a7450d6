import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatFine } from '../../components/format.ts';
import { useStores } from '../../state/context.ts';

/** The threshold as a number to read and to type: Enter sets it, Escape gives it up. */
export function ThresholdField() {
  const { threshold, map } = useStores();
  const hasScores = useStore(map, (state) => state.scores !== undefined);
  const unit = useStore(map, (state) => state.scale.unit);
  const field = useRef<HTMLInputElement>(null);
  const [editing, setEditing] = useState(false);

  useEffect(() => {
    if (editing) return undefined;
    const follow = () => {
      if (field.current)
        field.current.value = hasScores ? formatFine(threshold.getState().value) : '';
    };
    follow();
    return threshold.subscribe(follow);
  }, [threshold, editing, hasScores]);

  return (
    <label className="threshold-field">
      <input
        ref={field}
        className="number"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label="Threshold value"
        disabled={!hasScores}
        onFocus={(event) => {
          setEditing(true);
          event.currentTarget.select();
        }}
        onBlur={() => setEditing(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            const { value } = event.currentTarget;
            if (value.trim() !== '') threshold.getState().set(Number(value.replace(',', '.')));
          }
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span>{unit}</span>
    </label>
  );
}
