import { useCallback, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { PairAxis, SignalName } from '#core/contract/schemas.ts';
import { useStores } from '../../state/context.ts';
import type { PairPoints } from '../../state/pair.ts';
import { timeShare } from '../../state/time.ts';
import { useFrame } from '../../state/useFrame.ts';
import { rangeText, signalPath } from './signals.ts';

/** Units of the drawing; it is stretched to the section's width. */
const box = { width: 288, height: 44, inset: 3 };

const units: Record<SignalName, string> = { position: 'px', velocity: 'px/frame' };

interface SignalPlotProps {
  /** 'x' or 'y'. */
  readonly name: string;
  readonly axis: PairAxis;
  readonly frames: readonly number[];
  readonly points: PairPoints;
}

/** One coordinate of the pick and of the other point over the clip, with the present frame. */
export function SignalPlot({ name, axis, frames, points }: SignalPlotProps) {
  const { time } = useStores();
  const frameCount = useStore(time, (state) => state.frameCount);
  const now = useRef<SVGLineElement>(null);
  const { pick, other } = axis;
  const paths = useMemo(
    () => [pick, other].map((values) => signalPath(frames, values, frameCount, box)),
    [frames, pick, other, frameCount],
  );

  useFrame(
    useCallback(
      (frame) => {
        const x = String(box.width * timeShare(frame, frameCount));
        now.current?.setAttribute('x1', x);
        now.current?.setAttribute('x2', x);
      },
      [frameCount],
    ),
  );

  return (
    <figure className="signal">
      <figcaption>
        <span>
          <strong>{name}</strong>, {units[points.signal]}
        </span>
        <Range className="signal-pick" point={points.pick} values={pick} />
        <Range className="signal-other" point={points.other} values={other} />
      </figcaption>
      <svg
        role="img"
        aria-label={`${name} of ${points.pick} and ${points.other} over time`}
        viewBox={`0 0 ${box.width} ${box.height}`}
        preserveAspectRatio="none"
      >
        <path className="signal-other" d={paths[1]} />
        <path className="signal-pick" d={paths[0]} />
        <line ref={now} y1={0} y2={box.height} />
      </svg>
    </figure>
  );
}

interface RangeProps {
  readonly className: string;
  readonly point: number;
  readonly values: readonly number[];
}

/** Which line is whose, and what its height stands for. */
function Range({ className, point, values }: RangeProps) {
  return (
    <span className={`signal-range number ${className}`}>
      <i aria-hidden="true" />
      {point}: <span>{rangeText(values)}</span>
    </span>
  );
}
