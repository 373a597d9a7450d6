import { useStore } from 'zustand';
import type { Curve } from '#core/contract/schemas.ts';
import { operatingPoint } from '#core/metrics/precisionRecall.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatCount } from '../../components/format.ts';
import { Section } from '../../components/Section.tsx';
import { useStores } from '../../state/context.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { CurvePlot } from './CurvePlot.tsx';

/** How good the selection is against the truth, at the threshold and at all others. */
export function CurvePanel() {
  const { threshold } = useStores();
  const curve = useStore(threshold, (state) => state.curve);
  const problem = useStore(threshold, (state) => state.curveProblem);
  return (
    <Section
      name="curve"
      title="Precision–recall"
      aside={curve && <span className="number">AP {curve.average_precision.toFixed(3)}</span>}
    >
      {problem ? (
        <ErrorNotice title="The curve could not be computed" error={problem} />
      ) : (
        <>
          <div className="curve-place">
            <CurvePlot curve={curve} />
            {!curve && <Missing />}
          </div>
          <Figures curve={curve} />
        </>
      )}
      <ComparisonTable />
    </Section>
  );
}

/** Why there is no curve, in its place. */
function Missing() {
  const { sequence, map, picks, comparison } = useStores();
  const hasLabels = useStore(sequence, ({ open }) => open?.info.labelSource !== 'none');
  const running = useStore(map, (state) => state.jobId !== undefined);
  const scored = useStore(map, (state) => state.info !== undefined);
  const picked = useStore(picks, (state) => state.tracks.length > 0);
  // The curves that are there are not veiled.
  const compared = useStore(comparison, (state) =>
    Object.values(state.compared).some(({ curve }) => curve),
  );
  const onItsWay = running || scored;
  return (
    <div className="curve-missing" data-aside={compared}>
      {!hasLabels ? (
        <>
          <strong>No masks, no curve</strong>
          <span>
            Precision and recall need the objects: put their masks beside the archive, as{' '}
            <code>masks/mask_00000.png</code> and so on, and open it again.
          </span>
        </>
      ) : (
        <span>
          {onItsWay && 'Waiting for the scores'}
          {!onItsWay && (picked ? 'The curve needs all scores' : 'Pick a point to see the curve')}
        </span>
      )}
    </div>
  );
}

/** Four numbers in a row that never moves. */
function Figures({ curve }: { readonly curve: Curve | undefined }) {
  const { threshold } = useStores();
  const value = useStore(threshold, (state) => state.value);
  const point = curve && operatingPoint(curve.points, value);
  const figure = (name: string, title: string, share: number | undefined) => (
    <div title={title}>
      <dt>{name}</dt>
      <dd className="number">{share === undefined ? '–' : share.toFixed(3)}</dd>
    </div>
  );
  return (
    <>
      <dl className="figures">
        {figure('AP', 'Average precision, over all thresholds', curve?.average_precision)}
        {figure('P', 'Precision at the threshold', point?.precision)}
        {figure('R', 'Recall at the threshold', point?.recall)}
        {figure('F1', 'F1 at the threshold', point?.f1)}
      </dl>
      <p className="outcome number">
        {curve &&
          `${curve.object.name}: ${formatCount(curve.positives)} of ${formatCount(curve.total)} points`}
      </p>
    </>
  );
}
