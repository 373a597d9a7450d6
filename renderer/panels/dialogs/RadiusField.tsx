import { useStore } from 'zustand';
import { useStores } from '../../state/context.ts';

/** Where one starts from the automatic radius, in pixels of the video. */
const firstRadius = 12;

/** How far a selected point's area reaches; the stage shows the same. */
export function RadiusField() {
  const { view } = useStores();
  const radius = useStore(view, (state) => state.radius);
  const { setRadius } = view.getState();
  const isAuto = radius === 'auto';
  return (
    <div className="radius-field">
      <label className="check">
        <input
          type="checkbox"
          checked={isAuto}
          onChange={() => setRadius(isAuto ? firstRadius : 'auto')}
        />
        <span>Radius of a point by the spacing of the points</span>
      </label>
      <label className="field inline">
        <span>or</span>
        <input
          type="number"
          aria-label="Radius in pixels"
          min={0.5}
          step={0.5}
          disabled={isAuto}
          value={isAuto ? '' : radius}
          onChange={({ target: { valueAsNumber } }) => {
            if (valueAsNumber > 0) setRadius(valueAsNumber);
          }}
        />
        <span>pixels</span>
      </label>
    </div>
  );
}
