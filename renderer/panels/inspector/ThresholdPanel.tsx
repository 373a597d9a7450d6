import { useMemo } from 'react';
import { useStore } from 'zustand';
import { autoThresholdAction, bestF1Action } from '../../actions/thresholdActions.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { formatCount, formatFine } from '../../components/format.ts';
import { Section } from '../../components/Section.tsx';
import { knownScores } from '../../session/scale.ts';
import { useStores } from '../../state/context.ts';
import { Histogram } from './Histogram.tsx';
import { ThresholdField } from './ThresholdField.tsx';
import { ThresholdSlider } from './ThresholdSlider.tsx';

/** The one number that matters, under the scores that it divides. */
export function ThresholdPanel() {
  const { threshold } = useStores();
  return (
    <Section name="threshold" title="Threshold" aside={<FoldedValue />}>
      <div className="threshold-track">
        <Histogram />
        <ThresholdSlider />
      </div>
      <div className="threshold-row">
        <ThresholdField />
        <div className="buttons">
          <ActionButton action={autoThresholdAction}>auto</ActionButton>
          <ActionButton action={bestF1Action}>best F1</ActionButton>
        </div>
      </div>
      <SelectedCount threshold={threshold} />
    </Section>
  );
}

function FoldedValue() {
  const { threshold, map } = useStores();
  const unit = useStore(map, (state) => (state.scores ? state.scale.unit : undefined));
  const value = useStore(threshold, (state) => formatFine(state.value));
  return unit === undefined ? null : (
    <span className="number">
      {value} {unit}
    </span>
  );
}

function SelectedCount({ threshold }: Pick<ReturnType<typeof useStores>, 'threshold'>) {
  const { map } = useStores();
  const scores = useStore(map, (state) => state.scores);
  const sorted = useMemo(() => scores && knownScores(scores).sort(), [scores]);
  const selected = useStore(threshold, (state) =>
    sorted ? sorted.length - firstAtLeast(sorted, state.value) : 0,
  );
  return (
    <p className="outcome number">
      {sorted
        ? `${formatCount(selected)} of ${formatCount(sorted.length)} points selected`
        : 'Selects the scores at or above it.'}
    </p>
  );
}

/** Index of the first of ascending values that is at least `value`. */
function firstAtLeast(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
