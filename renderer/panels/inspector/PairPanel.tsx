import { useStore } from 'zustand';
import { formatCount } from '../../components/format.ts';
import { Section } from '../../components/Section.tsx';
import { pairSection } from '../../session/pairing.ts';
import { useStores } from '../../state/context.ts';
import { DiscriminantPlot } from './DiscriminantPlot.tsx';
import { SignalPlot } from './SignalPlot.tsx';

/** Why a point lights up, or does not: what InfoNet makes of it and the pick. */
export function PairPanel() {
  const { pair } = useStores();
  const points = useStore(pair, (state) => state.points);
  const description = useStore(pair, (state) => state.description);
  const problem = useStore(pair, (state) => state.problem);
  return (
    <Section
      name={pairSection}
      title="Pair"
      aside={
        points && (
          <span className="number">
            {points.pick} and {points.other}
          </span>
        )
      }
    >
      {problem && (
        <p className="hint" role="status">
          {problem.message} {problem.remedy}
        </p>
      )}
      {!points && (
        <p className="hint">Point at another point, or pick a second one, to see what it shares.</p>
      )}
      {points && description && (
        <>
          <div className="discriminants">
            <DiscriminantPlot name="x" axis={description.x} frames={description.frames} />
            <DiscriminantPlot name="y" axis={description.y} frames={description.frames} />
          </div>
          {(['x', 'y'] as const).map((name) => (
            <SignalPlot
              key={name}
              {...{ name, points }}
              axis={description[name]}
              frames={description.frames}
            />
          ))}
          <p className="hint">
            InfoNet in nats, {formatCount(description.samples)} samples. Right: rank of{' '}
            {points.pick}; up: rank of {points.other}; the ring: this frame.{' '}
            <span className="more">Blue</span>: ranks that meet more often than by chance; grey:
            less often.
          </p>
          <p className="hint">
            <strong>Table (DV)</strong>: the Donsker&ndash;Varadhan value of this table on these
            samples, as in the paper. <strong>Estimate</strong>: that plus a correction which the
            network has learned.
          </p>
        </>
      )}
    </Section>
  );
}
