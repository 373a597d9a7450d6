import { CurvePanel } from './CurvePanel.tsx';
import { PairPanel } from './PairPanel.tsx';
import { PicksPanel } from './PicksPanel.tsx';
import { ScorePanel } from './ScorePanel.tsx';
import { ThresholdPanel } from './ThresholdPanel.tsx';

/** The evidence beside the video, from the question (picks) to the verdict (curve). */
export function Inspector() {
  return (
    <aside className="inspector" aria-label="Inspector">
      <PicksPanel />
      <ScorePanel />
      <ThresholdPanel />
      <CurvePanel />
      <PairPanel />
    </aside>
  );
}
