import { useStore } from 'zustand';
import { NumberField } from '../../components/NumberField.tsx';
import { hasGaps } from '../../session/mapOrder.ts';
import { useStores } from '../../state/context.ts';

/** Fewer frames than this say nothing; the contract takes no less. */
const fewestFrames = 4;

/** Which frames count: all of them, as in the paper, or those that show both points of a pair. */
export function FrameRule() {
  const { map, sequence } = useStores();
  const visibleOnly = useStore(map, (state) => state.choices.visibleOnly);
  const overlap = useStore(map, (state) => state.choices.minimumOverlap);
  const frameCount = useStore(sequence, ({ open }) => open?.info.frameCount);
  const gaps = useStore(sequence, ({ open }) => open !== undefined && hasGaps(open.info));
  const { choose } = map.getState();
  return (
    <div className="frame-rule">
      <label
        className="check"
        title={
          gaps
            ? 'Points with gaps take part: only the frames in which both points are visible can count'
            : 'Of each pair of points only the frames count in which both are visible; off: all frames, as in the paper'
        }
      >
        <input
          type="checkbox"
          checked={visibleOnly || gaps}
          disabled={gaps}
          onChange={(event) => choose({ visibleOnly: event.target.checked })}
        />
        visible frames only
      </label>
      {(visibleOnly || gaps) && (
        <NumberField
          label="at least"
          title="Frames that a pair must share; pairs with fewer get the lowest score there is"
          value={overlap}
          min={fewestFrames}
          max={frameCount}
          integer
          onCommit={(minimumOverlap) => choose({ minimumOverlap })}
        />
      )}
    </div>
  );
}
